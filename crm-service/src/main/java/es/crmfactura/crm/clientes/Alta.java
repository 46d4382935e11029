package es.crmfactura.crm.clientes;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a row.
 *
 * @param id of what was created, or was there already; null if it is not there
 * @param motivo why it was refused, in Spanish
 * @param claves by which another row would be found to be the same as this one
 * @param huella equal for rows that say the same
 */
public record Alta(
        Resultado resultado, @Nullable UUID id, @Nullable String motivo, List<String> claves, String huella) {

    public enum Resultado {
        CREADA,
        SIN_CAMBIOS,
        RECHAZADA
    }

    static Alta rechazada(String motivo) {
        return new Alta(Resultado.RECHAZADA, null, motivo, List.of(), "");
    }

    static Alta yaExiste(@Nullable UUID id, boolean igual, List<String> claves, String huella) {
        return igual
                ? new Alta(Resultado.SIN_CAMBIOS, id, null, claves, huella)
                : new Alta(Resultado.RECHAZADA, id, "ya existe, con otros datos", claves, huella);
    }

    /** What it turns out to be where an earlier row, of which nothing has been kept but its fingerprint, was the same. */
    public Alta trasOtra(String huellaAnterior) {
        return yaExiste(null, huella.equals(huellaAnterior), claves, huella);
    }
}
