package es.crmfactura.factura.verifactu;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record in a chain. Dates and amounts are the text in its XML, from which its huella is made.
 *
 * @param posicion in its chain, from 1
 * @param huellaAnterior of the record before it; null for the first
 * @param subsana the id of the record that it puts right
 * @param rechazoPrevio of what it puts right: S, refused but not unknown to the agency; X, refused and unknown
 * @param sinRegistroPrevio it cancels an invoice that the agency does not know
 */
public record Registro(
        long posicion,
        UUID facturaId,
        Tipo tipo,
        Referencia factura,
        @Nullable String tipoFactura,
        @Nullable String cuotaTotal,
        @Nullable String importeTotal,
        String generado,
        @Nullable String huellaAnterior,
        String huella,
        @Nullable Long subsana,
        @Nullable String rechazoPrevio,
        boolean sinRegistroPrevio,
        Contenido contenido) {

    /** As it is answered. */
    public enum Tipo {
        alta,
        anulacion
    }
}
