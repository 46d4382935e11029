package es.crmfactura.eventos;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** The CRM has forgotten a client; invoices already issued keep their data. */
public record ClienteEliminado(UUID clienteId) implements EventoDeCrm {

    public ClienteEliminado {
        requireNonNull(clienteId, "cliente_id");
    }
}
