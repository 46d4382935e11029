/** Tests of this feature. */
@NullMarked
package es.crmfactura.factura.documentos.facturae;

import org.jspecify.annotations.NullMarked;
