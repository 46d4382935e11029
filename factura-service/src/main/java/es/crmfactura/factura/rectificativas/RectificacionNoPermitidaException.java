package es.crmfactura.factura.rectificativas;

import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Not every invoice is corrected, nor in every way. */
final class RectificacionNoPermitidaException extends Problema {

    private RectificacionNoPermitidaException(String codigo, String detalle, Map<String, ?> datos) {
        super(HttpStatus.CONFLICT, codigo, detalle, List.of(), datos);
    }

    static RectificacionNoPermitidaException deBorrador() {
        return new RectificacionNoPermitidaException(
                "factura_sin_emitir",
                "Es un borrador y no hace falta rectificarlo: cámbielo con PUT /api/facturas/{id}.",
                Map.of());
    }

    static RectificacionNoPermitidaException deAnulada() {
        return new RectificacionNoPermitidaException(
                "factura_anulada", "La factura está anulada y no hay nada que rectificar.", Map.of());
    }

    static RectificacionNoPermitidaException deDiferencias(String corrige) {
        return new RectificacionNoPermitidaException(
                "rectificativa_por_diferencias",
                ("Es una rectificativa por diferencias de la %s. Rectifique esa otra vez; de la rectificativa, si aumenta lo que"
                                + " se debe, solo se puede quitar, también por diferencias.")
                        .formatted(corrige),
                Map.of("rectifica", corrige));
    }

    static RectificacionNoPermitidaException conDiferencias(List<String> diferencias) {
        return new RectificacionNoPermitidaException(
                "factura_con_diferencias",
                "La corrigen por diferencias %s, que no se pueden sustituir con ella: rectifíquela también por diferencias, o anule antes esas."
                        .formatted(String.join(", ", diferencias)),
                Map.of("rectificada_por", diferencias));
    }
}
