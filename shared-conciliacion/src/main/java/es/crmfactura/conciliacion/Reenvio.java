package es.crmfactura.conciliacion;

import es.crmfactura.messaging.Replays;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A replay, as an operator sees it. */
record Reenvio(
        @Schema(description = "Identificador") UUID id,
        @Schema(description = "Si queda algo por enviar") Estado estado,

        @Schema(description = "Quién lo pidió: una persona, u otro servicio", example = "crm")
        String pedidoPor,

        @Schema(description = "Por qué") String motivo,
        @Schema(description = "Cuándo se pidió") Instant pedido,
        @Schema(description = "Cuándo se terminó") @Nullable Instant terminado,

        @Schema(description = "Cuántos eventos se han enviado", example = "120")
        long enviados,

        @Schema(description = "Identificadores de los que se pidieron") @Nullable
        List<UUID> eventos,

        @Schema(description = "Solo los de este instante en adelante") @Nullable
        Instant desde,

        @Schema(description = "Solo los de hasta este instante, incluido") @Nullable
        Instant hasta,

        @Schema(description = "Solo los de este tipo") @Nullable
        String tipo,

        @Schema(description = "Solo los de este cliente o de esta factura") @Nullable
        UUID agregadoId) {

    enum Estado {
        pendiente,
        terminado
    }

    static Reenvio de(Replays.Replay replay) {
        Replays.Selection seleccion = replay.selection();
        return new Reenvio(
                replay.id(),
                replay.doneAt() == null ? Estado.pendiente : Estado.terminado,
                replay.askedBy(),
                replay.reason(),
                replay.createdAt(),
                replay.doneAt(),
                replay.sent(),
                seleccion.eventIds(),
                seleccion.from(),
                seleccion.to(),
                seleccion.type(),
                seleccion.aggregateId());
    }
}
