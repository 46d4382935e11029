package es.crmfactura.crm.campos;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** A list was asked for what clients can't have. */
class FiltroDesconocido extends Problema {

    FiltroDesconocido(List<CampoInvalido> errores) {
        super(
                HttpStatus.BAD_REQUEST,
                "parametro_desconocido",
                errores.stream()
                        .map(error -> error.campo() + " " + error.mensaje())
                        .collect(Collectors.joining("; ", "Corrija o quite estos parámetros: ", ".")),
                errores,
                Map.of());
    }
}
