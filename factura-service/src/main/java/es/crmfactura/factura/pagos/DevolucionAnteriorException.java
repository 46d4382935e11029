package es.crmfactura.factura.pagos;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Nothing is returned before it was paid. */
final class DevolucionAnteriorException extends Problema {

    DevolucionAnteriorException(LocalDate pago) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "devolucion_anterior",
                "El pago es del %s: use esa fecha o una posterior.".formatted(pago),
                List.of(new CampoInvalido("fecha", "no puede ser anterior al " + pago)),
                Map.of());
    }
}
