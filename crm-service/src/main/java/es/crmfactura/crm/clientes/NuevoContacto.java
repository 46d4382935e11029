package es.crmfactura.crm.clientes;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A way to reach a client, as it is sent. */
public record NuevoContacto(
        @Schema(description = "Qué es", example = "telefono", requiredMode = Schema.RequiredMode.REQUIRED)
        @NotNull
        @Nullable
        Tipo tipo,

        @Schema(
                description = "El número, la dirección o el correo",
                example = "+34 600 123 123",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotBlank
        @Size(max = 500)
        @Nullable
        String valor,

        @Schema(description = "Persona", example = "Lucía Muñoz") @Size(max = 200) @Nullable
        String nombre,

        @Schema(description = "Su cargo", example = "Administración") @Size(max = 200) @Nullable
        String cargo,

        @Schema(description = "El preferido", defaultValue = "false") @Nullable
        Boolean principal,

        @Schema(description = "Se ha comprobado que funciona", defaultValue = "false") @Nullable
        Boolean verificado) {

    boolean esTelefono() {
        return tipo == Tipo.telefono || tipo == Tipo.movil;
    }

    /** What is left open has its default. */
    NuevoContacto comoSeGuarda() {
        return new NuevoContacto(
                tipo,
                Objects.requireNonNull(valor).strip(),
                nombre,
                cargo,
                Boolean.TRUE.equals(principal),
                Boolean.TRUE.equals(verificado));
    }

    // constants are spelled as the API and the database spell them
    public enum Tipo {
        email,
        telefono,
        movil,
        direccion
    }
}
