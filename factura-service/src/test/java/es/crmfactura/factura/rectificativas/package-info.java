/** Tests of this feature. */
@NullMarked
package es.crmfactura.factura.rectificativas;

import org.jspecify.annotations.NullMarked;
