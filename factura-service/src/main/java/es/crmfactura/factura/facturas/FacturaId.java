package es.crmfactura.factura.facturas;

import java.util.UUID;

/** An invoice's id as it stands in an address. */
final class FacturaId {

    private FacturaId() {}

    /** @throws FacturaDesconocida for what no invoice can have as its id */
    static UUID de(String texto) {
        try {
            UUID id = UUID.fromString(texto);
            if (id.toString().equalsIgnoreCase(texto)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // names nobody, as any other unknown id
        }
        throw new FacturaDesconocida();
    }
}
