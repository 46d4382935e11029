/** Tests of this feature. */
@NullMarked
package es.crmfactura.factura.emisor;

import org.jspecify.annotations.NullMarked;
