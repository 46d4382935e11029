/** Tests of this feature. */
@NullMarked
package es.crmfactura.factura.verificacion;

import org.jspecify.annotations.NullMarked;
