/** Tests of this feature. */
@NullMarked
package es.crmfactura.factura.documentos.correo;

import org.jspecify.annotations.NullMarked;
