/** Tests of this feature. */
@NullMarked
package es.crmfactura.factura.pagos;

import org.jspecify.annotations.NullMarked;
