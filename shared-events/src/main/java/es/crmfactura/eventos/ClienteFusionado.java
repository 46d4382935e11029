package es.crmfactura.eventos;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * Two clients were one and the same: this one is gone, and all that was its own belongs to the other. It is the last event
 * of the client that is gone; how the other's data are now, its own events tell.
 *
 * @param clienteId who is gone
 * @param destinoId who stays
 */
public record ClienteFusionado(UUID clienteId, UUID destinoId) implements EventoDeCrm {

    public ClienteFusionado {
        requireNonNull(clienteId, "cliente_id");
        requireNonNull(destinoId, "destino_id");
    }
}
