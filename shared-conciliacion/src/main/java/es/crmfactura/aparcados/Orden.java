package es.crmfactura.aparcados;

import es.crmfactura.messaging.ParkedEvents;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Nobody decides without saying who they are and why. */
@Schema(name = "OrdenSobreAparcados")
record Orden(
        @Schema(
                description = "Quién lo decide",
                example = "Marta, de sistemas",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotBlank
        @Size(max = 100)
        @Nullable
        String quien,

        @Schema(
                description = "Por qué",
                example = "Se ha corregido el cliente",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotBlank
        @Size(max = 500)
        @Nullable
        String motivo) {

    ParkedEvents.Decision decision() {
        return new ParkedEvents.Decision(Objects.requireNonNull(quien), Objects.requireNonNull(motivo));
    }
}
