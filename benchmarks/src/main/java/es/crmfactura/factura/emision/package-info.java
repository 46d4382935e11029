/** Measures what only this package can see. */
@NullMarked
package es.crmfactura.factura.emision;

import org.jspecify.annotations.NullMarked;
