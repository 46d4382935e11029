package es.crmfactura.factura.rectificativas;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Only simplified invoices that stand as they were issued, and are nobody else's, are exchanged. */
final class CanjeNoPermitidoException extends Problema {

    CanjeNoPermitidoException(List<String> impedimentos) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "canje_no_permitido",
                "Corrija la lista de facturas y repita la solicitud: %s.".formatted(String.join("; ", impedimentos)),
                impedimentos.stream()
                        .map(impedimento -> new CampoInvalido("facturas", impedimento))
                        .toList(),
                Map.of());
    }
}
