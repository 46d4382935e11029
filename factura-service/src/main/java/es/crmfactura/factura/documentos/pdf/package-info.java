/** The invoice as a PDF to print, to keep and to send. Shows the code of {@code qr}, and is called by {@code correo}. */
@NullMarked
package es.crmfactura.factura.documentos.pdf;

import org.jspecify.annotations.NullMarked;
