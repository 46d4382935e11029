/** Tests of this feature. */
@NullMarked
package es.crmfactura.factura.emision;

import org.jspecify.annotations.NullMarked;
