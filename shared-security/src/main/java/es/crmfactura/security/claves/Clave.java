package es.crmfactura.security.claves;

import es.crmfactura.security.Rol;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key as it is answered: without what it is proved with. */
@Schema(name = "Clave")
record Clave(
        @Schema(description = "Su identificador") UUID id,

        @Schema(description = "Quién la usa", example = "Tienda en línea")
        String nombre,

        @Schema(description = "Cómo empieza", example = "crmf_x7Qa…")
        String pista,

        @Schema(description = "Qué puede hacer", example = "escritura")
        Rol rol,

        @Schema(
                description = "Los caminos bajo los que vale; ninguno, si vale en todos",
                example = "[\"/api/facturas\"]")
        List<String> ambitos,

        @Schema(description = "Cuántas solicitudes por segundo admite; null si son las de todas", example = "20")
        @Nullable
        Integer porSegundo,

        @Schema(description = "Cuándo se creó") Instant creadaEn,

        @Schema(description = "Quién la creó") String creadaPor,

        @Schema(description = "Hasta cuándo vale") Instant caducaEn,

        @Schema(description = "Hasta cuándo vale también la anterior, si se ha rotado") @Nullable
        Instant anteriorHasta,

        @Schema(description = "Cuándo se revocó") @Nullable Instant revocadaEn,

        @Schema(description = "La última vez que se usó, con un minuto de margen") @Nullable
        Instant ultimoUso) {

    /** Answered only when there is a new secret: it is shown nowhere else. */
    @Schema(name = "ClaveNueva")
    record ConSecreta(
            @Schema(description = "La clave") Clave clave,

            @Schema(
                    description = "Lo que se envía en la cabecera X-API-Key. Guárdelo ahora: no se vuelve a mostrar",
                    example = "crmf_x7Qa3bMZyVQyq2mJmUuXnYB4c3C0dQ4m0Jb1YxV5c2E")
            String secreta) {

        /** Secrets are in no log. */
        @Override
        public String toString() {
            return "ConSecreta[" + clave.id() + "]";
        }
    }
}
