package es.crmfactura.factura.valores;

import java.util.Optional;
import java.util.UUID;

/** An id as it stands in an address. */
public final class Identificador {

    private Identificador() {}

    /** Empty for what nothing can have as its id: that names nothing, as any other unknown id. */
    public static Optional<UUID> de(String texto) {
        try {
            return Optional.of(UUID.fromString(texto))
                    .filter(id -> id.toString().equalsIgnoreCase(texto));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
