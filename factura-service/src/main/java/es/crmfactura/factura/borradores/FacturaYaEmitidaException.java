package es.crmfactura.factura.borradores;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** Only drafts change (RD 1619/2012, art. 15: what was issued is corrected by another document). */
final class FacturaYaEmitidaException extends Problema {

    FacturaYaEmitidaException() {
        super(
                HttpStatus.CONFLICT,
                "factura_ya_emitida",
                "La factura ya está emitida y no se puede cambiar, eliminar ni volver a emitir.");
    }
}
