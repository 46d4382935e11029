package es.crmfactura.factura.facturas;

import es.crmfactura.factura.valores.Identificador;
import java.util.UUID;

/** An invoice's id as it stands in an address. */
public final class FacturaId {

    private FacturaId() {}

    /** @throws FacturaDesconocida for what no invoice can have as its id */
    public static UUID de(String texto) {
        return Identificador.de(texto).orElseThrow(FacturaDesconocida::new);
    }
}
