package es.crmfactura.aparcados;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody has done about a parked message. */
@Schema(name = "DecisionSobreAparcado")
record Decidido(
        @Schema(description = "Identificador") long id,
        @Schema(description = "Quién lo decidió") String quien,
        @Schema(description = "Por qué") String motivo,
        @Schema(description = "Cuándo") Instant fecha,

        @Schema(description = "Qué fue del mensaje: repetido si ya se había recibido por otro camino")
        Resultado resultado,

        @Schema(description = "El identificador que el mensaje tiene o tenía entre los aparcados", example = "17")
        long aparcadoId,

        @Schema(description = "Identificador del evento; nulo si el mensaje no se entiende") @Nullable
        UUID eventoId,

        @Schema(description = "Servicio que lo publicó", example = "factura") @Nullable
        String origen,

        @Schema(description = "Tipo", example = "es.crmfactura.FacturaEmitida.v1") @Nullable
        String tipo,

        @Schema(description = "A qué cliente o factura le ocurrió") @Nullable
        String agregadoId,

        @Schema(description = "Cuándo se aparcó") Instant aparcado,

        @Schema(description = "Por qué estaba aparcado; si ha vuelto a fallar, por qué esta vez")
        String causa,

        @Schema(description = "El mensaje, si se descartó") @Nullable
        String cuerpo) {

    enum Resultado {
        aplicado,
        repetido,
        fallido,
        descartado
    }
}
