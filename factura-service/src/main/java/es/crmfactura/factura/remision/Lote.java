package es.crmfactura.factura.remision;

import es.crmfactura.factura.verifactu.Encadenado;
import java.util.List;
import java.util.UUID;

/**
 * Records of one chain that are sent together, by who has the turn to.
 *
 * @param nuevos the ids of those of which it is certain that the agency has not got them from an earlier attempt
 * @param tarde they could not be sent when they were made
 */
record Lote(int cadena, String nif, UUID turno, List<Encadenado> registros, List<Long> nuevos, boolean tarde) {

    /** By the agency's schema, and Orden HAC/1177/2024, art. 16. */
    static final int MAXIMO = 1000;

    String nombreEmisor() {
        return ultimo().registro().contenido().nombreEmisor();
    }

    long ultimaPosicion() {
        return ultimo().registro().posicion();
    }

    private Encadenado ultimo() {
        return registros.get(registros.size() - 1);
    }
}
