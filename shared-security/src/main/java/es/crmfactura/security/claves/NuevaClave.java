package es.crmfactura.security.claves;

import es.crmfactura.security.Rol;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is asked for when a key is made. */
record NuevaClave(
        @Schema(
                description = "Quién la va a usar",
                example = "Tienda en línea",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotBlank
        @Size(max = 100)
        @Nullable
        String nombre,

        @Schema(description = "Qué puede hacer", requiredMode = Schema.RequiredMode.REQUIRED) @NotNull @Nullable
        Rol rol,

        @Schema(
                description = "Solo bajo estos caminos; en todos, si no se envía",
                types = {"array", "null"},
                example = "[\"/api/facturas\"]")
        @Size(max = 20)
        @Nullable
        List<
                        @NotNull
                        @Pattern(
                                regexp = "(/[a-z0-9-]{1,50}){1,6}",
                                message = "tiene que ser un camino como /api/facturas")
                        String>
                ambitos,

        @Schema(description = "Cuántas solicitudes por segundo admite; si no se envía, las de todas", example = "20")
        @Min(1)
        @Max(10_000)
        @Nullable
        Integer porSegundo,

        @Schema(description = "Hasta cuándo vale, como mucho dos años; uno, si no se envía") @Nullable
        Instant caducaEn) {

    private static final Duration USUAL = Duration.ofDays(365);
    private static final Duration MAXIMA = Duration.ofDays(731);

    /** @throws CamposInvalidos if it would be no longer valid, or for too long */
    Instant caduca(Instant ahora) {
        Instant caduca = Objects.requireNonNullElse(caducaEn, ahora.plus(USUAL));
        if (!caduca.isAfter(ahora) || caduca.isAfter(ahora.plus(MAXIMA))) {
            throw new CamposInvalidos(
                    List.of(new CampoInvalido("caduca_en", "tiene que estar entre ahora y dentro de dos años")));
        }
        return caduca;
    }
}
