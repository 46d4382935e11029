package es.crmfactura.factura.lotes.rechazos;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/** What was sent under this reference before was not the same. */
public final class ReferenciaYaEmitidaException extends Problema {

    private final UUID factura;

    public ReferenciaYaEmitidaException(String referencia, UUID factura, String numero) {
        super(
                HttpStatus.CONFLICT,
                "referencia_ya_emitida",
                "La referencia %s ya se emitió, con otros datos, como %s: si es otra factura, envíela con otra referencia."
                        .formatted(referencia, numero),
                List.of(new CampoInvalido("referencia", "es la de la factura " + numero)),
                Map.of());
        this.factura = factura;
    }

    UUID factura() {
        return factura;
    }
}
