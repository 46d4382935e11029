package es.crmfactura.crm.clientes;

import es.crmfactura.web.CamposInvalidos;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row that has been read: either what it says or why it can't be taken.
 *
 * @param claves by which it would be found if it were there already; the one that counts most comes first
 */
record Candidato<T>(
        List<String> claves, @Nullable T datos, @Nullable String motivo) {

    static <T> Candidato<T> of(List<String> claves, T datos) {
        return new Candidato<>(claves, datos, null);
    }

    static <T> Candidato<T> invalido(String motivo) {
        return new Candidato<>(List.of(), null, motivo);
    }

    static <T> Candidato<T> invalido(CamposInvalidos e) {
        return invalido(e.errores().stream()
                .map(error -> error.campo() + " " + error.mensaje())
                .collect(Collectors.joining("; ")));
    }
}
