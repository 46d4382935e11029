/** The QR that leads to the tax agency's word on an invoice, as a picture. Calls {@code verifactu} for its address. */
@NullMarked
package es.crmfactura.factura.documentos.qr;

import org.jspecify.annotations.NullMarked;
