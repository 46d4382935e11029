/** Tests of this feature. */
@NullMarked
package es.crmfactura.factura.valores;

import org.jspecify.annotations.NullMarked;
