package es.crmfactura.factura.documentos;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** What looks like an invoice is one. */
final class BorradorSinDocumentosException extends Problema {

    BorradorSinDocumentosException() {
        super(
                HttpStatus.CONFLICT,
                "factura_sin_emitir",
                "Es un borrador: todavía no tiene número ni documentos. Emítalo con POST /api/facturas/{id}/emitir.");
    }
}
