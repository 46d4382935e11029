package es.crmfactura.crm.clientes;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A way to reach a client, as it is answered. */
public record Contacto(
        @Schema(description = "Su identificador") UUID id,
        @Schema(description = "De quién es") UUID clienteId,

        @Schema(description = "Qué es", example = "telefono")
        NuevoContacto.Tipo tipo,

        @Schema(description = "El número, la dirección o el correo", example = "+34 600 123 123")
        String valor,

        @Schema(description = "Persona", example = "Lucía Muñoz") @Nullable
        String nombre,

        @Schema(description = "Su cargo", example = "Administración") @Nullable
        String cargo,

        @Schema(description = "El preferido") boolean principal,

        @Schema(description = "Se ha comprobado que funciona")
        boolean verificado,

        @Schema(description = "Desde cuándo consta") Instant fechaCreacion) {

    NuevoContacto comoNuevo() {
        return new NuevoContacto(tipo, valor, nombre, cargo, principal, verificado);
    }
}
