/** Tests of this feature. */
@NullMarked
package es.crmfactura.factura.remision;

import org.jspecify.annotations.NullMarked;
