package es.crmfactura.eventos;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The CRM has a new client.
 *
 * @param facturaOrigen the invoice by which the CRM came to know the client, if it was one: so billing learns the CRM's id
 */
public record ClienteCreado(
        UUID clienteId, DatosCliente cliente, @Nullable UUID facturaOrigen) implements EventoDeCrm {

    public ClienteCreado {
        requireNonNull(clienteId, "cliente_id");
        requireNonNull(cliente, "cliente");
    }
}
