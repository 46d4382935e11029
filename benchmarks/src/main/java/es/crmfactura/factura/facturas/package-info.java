/** Measures what only this package can see. */
@NullMarked
package es.crmfactura.factura.facturas;

import org.jspecify.annotations.NullMarked;
