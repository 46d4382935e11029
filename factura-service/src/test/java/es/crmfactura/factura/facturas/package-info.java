/** Tests of this feature. */
@NullMarked
package es.crmfactura.factura.facturas;

import org.jspecify.annotations.NullMarked;
