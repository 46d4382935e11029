package es.crmfactura.eventos;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A client's data as billing needs them.
 *
 * @param tipoCliente empresa, autonomo, particular or administracion
 * @param cifNif trimmed and upper-case; its control letter may be wrong
 * @param estado prospecto, activo, inactivo or bloqueado
 */
public record DatosCliente(
        String nombreCompleto,
        @Nullable String razonSocial,
        String tipoCliente,
        @Nullable String email,
        @Nullable String cifNif,
        String estado) {

    public DatosCliente {
        requireNonNull(nombreCompleto, "nombre_completo");
        requireNonNull(tipoCliente, "tipo_cliente");
        requireNonNull(estado, "estado");
    }
}
