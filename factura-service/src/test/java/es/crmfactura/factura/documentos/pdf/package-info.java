/** Tests of this feature. */
@NullMarked
package es.crmfactura.factura.documentos.pdf;

import org.jspecify.annotations.NullMarked;
