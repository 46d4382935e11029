package es.crmfactura.conciliacion;

import es.crmfactura.messaging.Replays;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an operator asks to have told once more. */
record NuevoReenvio(
        @Schema(
                description = "Quién lo pide",
                example = "Marta, de sistemas",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotBlank
        @Size(max = 100)
        @Nullable
        String pedidoPor,

        @Schema(
                description = "Por qué",
                example = "Se restauró una copia del CRM",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotBlank
        @Size(max = 500)
        @Nullable
        String motivo,

        @Schema(
                description = "Identificadores de los eventos",
                types = {"array", "null"})
        @Size(min = 1, max = 500)
        @Nullable
        List<@NotNull UUID> eventos,

        @Schema(description = "Solo los de este instante en adelante") @Nullable
        Instant desde,

        @Schema(description = "Solo los de hasta este instante, incluido") @Nullable
        Instant hasta,

        @Schema(description = "Solo los de este tipo", example = "es.crmfactura.FacturaEmitida.v1")
        @Size(max = 200)
        @Nullable
        String tipo,

        @Schema(description = "Solo los de este cliente o de esta factura") @Nullable
        UUID agregadoId) {

    /** @throws CamposInvalidos if nothing says which */
    Replays.Selection seleccion(Flujo flujo) {
        if (Stream.of(eventos, desde, hasta, tipo, agregadoId).allMatch(java.util.Objects::isNull)) {
            throw new CamposInvalidos(List.of(
                    new CampoInvalido("desde", "indique qué se reenvía: eventos, desde, hasta, tipo o agregado_id")));
        }
        if (desde != null && hasta != null && desde.isAfter(hasta)) {
            throw new CamposInvalidos(List.of(new CampoInvalido("hasta", "no puede ser anterior a desde")));
        }
        return new Replays.Selection(
                eventos,
                desde,
                hasta,
                tipo,
                tipo == null ? List.copyOf(flujo.control()) : List.of(),
                agregadoId,
                null,
                null);
    }
}
