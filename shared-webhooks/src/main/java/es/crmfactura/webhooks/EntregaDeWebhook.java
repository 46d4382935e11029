package es.crmfactura.webhooks;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One event for one webhook. */
record EntregaDeWebhook(
        @Schema(description = "Su identificador") UUID id,

        @Schema(description = "El del evento; se envía como webhook-id, siempre el mismo")
        UUID eventoId,

        @Schema(description = "Qué evento es", example = "es.crmfactura.ClienteCreado.v1")
        String tipo,

        @Schema(description = "pendiente, entregada o abandonada")
        Estado estado,

        @Schema(description = "Desde cuándo está para entregar")
        Instant creadaEn,

        @Schema(description = "Cuándo se intentará de nuevo, si está pendiente") @Nullable
        Instant proximoIntento,

        @Schema(description = "Hasta cuándo se intenta") Instant caducaEn,

        @Schema(description = "Cuántas veces se ha intentado", example = "1")
        int intentos,

        @Schema(description = "Cuándo se entregó") @Nullable Instant entregadaEn) {

    // constants are spelled as the API spells them
    enum Estado {
        pendiente,
        entregada,
        abandonada
    }

    /** With all that is known of it. */
    @Schema(name = "EntregaDeWebhookCompleta")
    record Completa(
            @Schema(description = "La entrega") EntregaDeWebhook entrega,

            @Schema(
                    description = "Lo que se envía y se firma, byte a byte",
                    example = "{\"type\":\"webhook.prueba\",\"timestamp\":\"2026-11-24T10:15:30Z\",\"data\":{}}")
            String cuerpo,

            @Schema(description = "Los intentos, el último primero")
            List<IntentoDeEntrega> historial) {}

    record IntentoDeEntrega(
            @Schema(description = "El primero es el 1", example = "1")
            int numero,

            @Schema(description = "Cuándo empezó") Instant iniciadoEn,

            @Schema(description = "Cuánto duró, en milisegundos", example = "84")
            int duracionMs,

            @Schema(description = "El código HTTP que respondió el servidor", example = "500") @Nullable
            Integer status,

            @Schema(description = "Por qué no hubo respuesta", example = "no ha respondido a tiempo") @Nullable
            String error,

            @Schema(description = "El principio de la respuesta, hasta 1 kB") @Nullable
            String respuesta) {}
}
