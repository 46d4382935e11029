package es.crmfactura.crm.clientes;

import java.util.Optional;
import java.util.UUID;

/** The id of a client that may exist. */
public record ClienteId(UUID value) {

    /** @throws ClienteDesconocido for any text that can't be an id, as it names nobody */
    public static ClienteId of(String text) {
        return read(text).orElseThrow(ClienteDesconocido::new);
    }

    static Optional<ClienteId> read(String text) {
        try {
            return Optional.of(new ClienteId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
