/** Tests of this feature. */
@NullMarked
package es.crmfactura.factura.documentos.qr;

import org.jspecify.annotations.NullMarked;
