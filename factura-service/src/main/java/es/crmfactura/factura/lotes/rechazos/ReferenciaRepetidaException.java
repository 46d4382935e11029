package es.crmfactura.factura.lotes.rechazos;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Two rows of a lote have the same reference. */
public final class ReferenciaRepetidaException extends Problema {

    public ReferenciaRepetidaException(String referencia, int otra) {
        super(
                HttpStatus.CONFLICT,
                "referencia_repetida",
                "La referencia %s es también la de la factura %d de este lote: dé a cada factura la suya. En CSV las líneas de una factura van seguidas."
                        .formatted(referencia, otra),
                List.of(new CampoInvalido("referencia", "es también la de la factura " + otra + " de este lote")),
                Map.of());
    }
}
