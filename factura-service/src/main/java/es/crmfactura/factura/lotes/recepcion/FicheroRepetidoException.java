package es.crmfactura.factura.lotes.recepcion;

import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/** The very same file has come before, and its invoices are issued or going to be. */
final class FicheroRepetidoException extends Problema {

    FicheroRepetidoException(UUID lote) {
        super(
                HttpStatus.CONFLICT,
                "fichero_repetido",
                "Ese mismo fichero ya se recibió: vea cómo va en /api/facturas/lotes/" + lote
                        + ". Si de verdad quiere emitirlo otra vez, envíelo con repetir=true.",
                List.of(),
                Map.of("id", lote));
    }
}
