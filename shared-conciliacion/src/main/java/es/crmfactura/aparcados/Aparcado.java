package es.crmfactura.aparcados;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message that was received and not applied. */
record Aparcado(
        @Schema(description = "Identificador entre los aparcados", example = "17")
        long id,

        @Schema(description = "Identificador del evento; nulo, como los tres siguientes, si el mensaje no se entiende")
        @Nullable
        UUID eventoId,

        @Schema(description = "Servicio que lo publicó", example = "factura") @Nullable
        String origen,

        @Schema(description = "Tipo", example = "es.crmfactura.FacturaEmitida.v1") @Nullable
        String tipo,

        @Schema(description = "A qué cliente o factura le ocurrió") @Nullable
        String agregadoId,

        @Schema(description = "Por qué no se pudo aplicar, o que espera a uno anterior")
        String motivo,

        @Schema(description = "Cuántas veces se ha intentado; 0 si solo espera a otro", example = "1")
        int intentos,

        @Schema(description = "Cuándo se aparcó") Instant aparcado,

        @Schema(description = "Cuándo se reintentó por última vez") @Nullable
        Instant reintentado,

        @Schema(description = "El mensaje tal como llegó, normalmente JSON; solo al pedir uno") @Nullable
        String cuerpo) {}
