package es.crmfactura.crm.reconstruccion;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Nobody asks for it without saying who they are and why. */
record NuevaReconstruccion(
        @Schema(
                description = "Quién la pide",
                example = "Marta, de sistemas",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotBlank
        @Size(max = 100)
        @Nullable
        String quien,

        @Schema(
                description = "Por qué",
                example = "Un cliente no ve su última factura",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotBlank
        @Size(max = 500)
        @Nullable
        String motivo) {}
