package es.crmfactura.eventos;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who was invoiced.
 *
 * @param crmId the CRM's id; null when the data came with the invoice and billing does not know the client (yet)
 */
public record ClienteFacturado(
        @Nullable UUID crmId,
        String nombreCompleto,
        @Nullable String email,
        @Nullable String cifNif) {

    public ClienteFacturado {
        requireNonNull(nombreCompleto, "nombre_completo");
    }
}
