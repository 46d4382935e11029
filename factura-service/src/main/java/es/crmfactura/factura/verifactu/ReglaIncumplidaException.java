package es.crmfactura.factura.verifactu;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** The tax agency would refuse the invoice's record. */
final class ReglaIncumplidaException extends Problema {

    /** @param codigo of the agency's validation */
    record Regla(String codigo, String campo, String mensaje) {}

    ReglaIncumplidaException(List<Regla> reglas) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "regla_verifactu",
                reglas.stream()
                        .map(regla -> "%s %s (validación %s)".formatted(regla.campo(), regla.mensaje(), regla.codigo()))
                        .collect(Collectors.joining(
                                "; ",
                                "La Agencia Tributaria rechazaría el registro de esta factura: corríjala y repita la solicitud. ",
                                ".")),
                reglas.stream()
                        .map(regla -> new CampoInvalido(regla.campo(), regla.mensaje()))
                        .toList(),
                Map.of("reglas", reglas.stream().map(Regla::codigo).toList()));
    }
}
