/** Tests of this feature. */
@NullMarked
package es.crmfactura.factura.documentos;

import org.jspecify.annotations.NullMarked;
