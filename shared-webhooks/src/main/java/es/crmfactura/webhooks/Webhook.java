package es.crmfactura.webhooks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import es.crmfactura.web.Versionado;
import es.crmfactura.webhooks.envio.Secreto;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A program of another maker that is told what happens, as it is answered: without its secret. */
record Webhook(
        @Schema(description = "Su identificador") UUID id,

        @Schema(description = "Adónde se envía", example = "https://ejemplo.es/webhooks/crm-factura")
        String url,

        @Schema(description = "Qué eventos recibe; null si los recibe todos") @Nullable
        List<@Nullable String> tipos,

        @Schema(description = "Para qué es", example = "Avisos al almacén") @Nullable
        String descripcion,

        @Schema(description = "Si se le envían eventos") boolean activo,

        @Schema(description = "Por qué dejó de estarlo por sí solo", example = "El servidor respondió 410") @Nullable
        String motivoInactivo,

        @Schema(description = "Recibe lo que ocurra desde entonces")
        Instant creadoEn,

        @Schema(description = "Hasta cuándo firma también el secreto anterior") @Nullable
        Instant secretoAnteriorHasta,

        @Schema(description = "Cuenta sus cambios; es el valor de su ETag", example = "0")
        long version)
        implements Versionado {

    DatosDeWebhook datos() {
        return new DatosDeWebhook(url, tipos, descripcion, activo);
    }

    /** Answered only when there is a new secret: it is shown nowhere else. */
    @Schema(name = "WebhookConSecreto")
    record ConSecreto(
            @Schema(description = "El webhook") Webhook webhook,

            @Schema(
                    description =
                            "Con el que se firma cada envío (Standard Webhooks). Guárdelo ahora: no se vuelve a mostrar",
                    example = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")
            String secreto)
            implements Versionado {

        static ConSecreto of(Webhook webhook, Secreto secreto) {
            return new ConSecreto(webhook, secreto.texto());
        }

        /** Secrets are in no log. */
        @Override
        public String toString() {
            return "ConSecreto[" + webhook + "]";
        }

        @Override
        @JsonIgnore
        public long version() {
            return webhook.version();
        }
    }
}
