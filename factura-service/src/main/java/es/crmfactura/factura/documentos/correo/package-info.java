/** Invoices by e-mail: asked for in a request, sent in the background with the PDF of {@code pdf}, and what became of it. */
@NullMarked
package es.crmfactura.factura.documentos.correo;

import org.jspecify.annotations.NullMarked;
