package es.crmfactura.crm.duplicados;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client who may be the one that is being taken in. */
record Parecido(
        @Schema(description = "Su identificador") UUID id,

        @Schema(description = "Nombre por el que se le conoce", example = "Talleres Muñoz")
        String nombreCompleto,

        @Schema(description = "Correo", example = "info@talleresmunoz.es") @Nullable
        String email,

        @Schema(description = "NIF, NIE o CIF", example = "B12345674") @Nullable
        String cifNif,

        @Schema(description = "cif_nif, o telefono si además el nombre se parece", example = "telefono")
        String motivo) {}
