package es.crmfactura.webhooks;

import es.crmfactura.web.Problema;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;

/** Why something about a webhook can't be done. */
abstract class Reparo extends Problema {

    private Reparo(HttpStatus status, String codigo, String detalle) {
        super(status, codigo, detalle);
    }

    /** @throws Reparo for any text that can't be an id, as it names nothing */
    static UUID id(String text, Supplier<? extends Reparo> otherwise) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw otherwise.get();
        }
    }

    static class WebhookDesconocido extends Reparo {

        WebhookDesconocido() {
            super(
                    HttpStatus.NOT_FOUND,
                    "webhook_desconocido",
                    "No hay ningún webhook con ese identificador: búsquelo en GET /api/webhooks.");
        }
    }

    static class EntregaDesconocida extends Reparo {

        EntregaDesconocida() {
            super(
                    HttpStatus.NOT_FOUND,
                    "entrega_desconocida",
                    "Ese webhook no tiene ninguna entrega con ese identificador, o hace más de 30 días de ella: búsquela en"
                            + " GET /api/webhooks/{id}/entregas.");
        }
    }

    static class WebhookInactivo extends Reparo {

        WebhookInactivo() {
            super(
                    HttpStatus.CONFLICT,
                    "webhook_inactivo",
                    "El webhook no está activo: actívelo antes con PATCH {\"activo\": true}.");
        }
    }
}
