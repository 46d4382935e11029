package es.crmfactura.factura.emision;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The numbers of a series follow its dates. */
final class FechaAnteriorException extends Problema {

    FechaAnteriorException(Serie serie) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "fecha_anterior",
                "La serie %s ya tiene una factura de fecha posterior: use esa fecha o una más reciente."
                        .formatted(serie),
                List.of(new CampoInvalido("fecha", "no puede ser anterior a la última factura de la serie")),
                Map.of());
    }
}
