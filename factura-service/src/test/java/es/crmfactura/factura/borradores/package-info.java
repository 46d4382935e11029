/** Tests of this feature. */
@NullMarked
package es.crmfactura.factura.borradores;

import org.jspecify.annotations.NullMarked;
