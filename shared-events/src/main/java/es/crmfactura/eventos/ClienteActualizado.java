package es.crmfactura.eventos;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client's data, all of them as they are now.
 *
 * @param facturaOrigen the invoice in which the CRM has recognised the client, if it is that what there is to tell: so
 *     billing learns the CRM's id
 */
public record ClienteActualizado(
        UUID clienteId, DatosCliente cliente, @Nullable UUID facturaOrigen) implements EventoDeCrm {

    public ClienteActualizado {
        requireNonNull(clienteId, "cliente_id");
        requireNonNull(cliente, "cliente");
    }
}
