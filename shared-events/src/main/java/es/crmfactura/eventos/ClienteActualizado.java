package es.crmfactura.eventos;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** A client's data have changed; these are all of them as they are now. */
public record ClienteActualizado(UUID clienteId, DatosCliente cliente) implements EventoDeCrm {

    public ClienteActualizado {
        requireNonNull(clienteId, "cliente_id");
        requireNonNull(cliente, "cliente");
    }
}
