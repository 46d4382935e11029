package es.crmfactura.factura.facturas;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** Only what was issued is cancelled. */
final class FacturaSinEmitirException extends Problema {

    FacturaSinEmitirException() {
        super(
                HttpStatus.CONFLICT,
                "factura_sin_emitir",
                "Es un borrador y no hay nada que anular: elimínelo con DELETE /api/facturas/{id}.");
    }
}
