package es.crmfactura.factura.rectificativas;

import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** What others rest on is not cancelled before them. */
final class AnulacionNoPermitidaException extends Problema {

    private AnulacionNoPermitidaException(String codigo, String detalle, Map<String, ?> datos) {
        super(HttpStatus.CONFLICT, codigo, detalle, List.of(), datos);
    }

    static AnulacionNoPermitidaException deRectificada(List<String> numeros) {
        return new AnulacionNoPermitidaException(
                "factura_rectificada",
                "No se anula una factura que otras rectifican o sustituyen: anule antes %s."
                        .formatted(String.join(", ", numeros)),
                Map.of("rectificada_por", numeros));
    }

    static AnulacionNoPermitidaException deNecesaria() {
        return new AnulacionNoPermitidaException(
                "rectificativa_necesaria",
                "Otras rectificativas quitan lo que esta añadió: anule antes esas.",
                Map.of());
    }
}
