package es.crmfactura.factura.verifactu;

import org.jspecify.annotations.Nullable;

/**
 * A record that is in its chain.
 *
 * @param anterior the invoice of the record before it; null for the first
 */
public record Encadenado(
        long id, int cadena, Registro registro, @Nullable Referencia anterior) {

    /** What the agency repeats in its answer: the position in the chain. */
    public String refExterna() {
        return String.valueOf(registro.posicion());
    }
}
