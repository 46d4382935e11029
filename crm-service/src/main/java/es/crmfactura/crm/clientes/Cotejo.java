package es.crmfactura.crm.clientes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares rows, one after the other, with what was there and with the rows before them. */
final class Cotejo<T> {

    private final Map<String, Conocido<T>> conocidos;
    private final Function<T, @Nullable UUID> alta;

    /** @param id null if it has only been tried */
    record Conocido<T>(@Nullable UUID id, T datos) {}

    /** @param alta called for each who is new, gives the id */
    Cotejo(Map<String, Conocido<T>> conocidos, Function<T, @Nullable UUID> alta) {
        this.conocidos = new HashMap<>(conocidos);
        this.alta = alta;
    }

    Alta cotejar(Candidato<T> candidato) {
        T datos = candidato.datos();
        if (datos == null) {
            return Alta.rechazada(String.valueOf(candidato.motivo()));
        }
        List<String> claves = candidato.claves();
        String huella = Huella.de(datos);
        return claves.stream()
                .map(conocidos::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(igual -> Alta.yaExiste(igual.id(), igual.datos().equals(datos), claves, huella))
                .orElseGet(() -> creada(claves, datos, huella));
    }

    private Alta creada(List<String> claves, T datos, String huella) {
        UUID id = alta.apply(datos);
        claves.forEach(clave -> conocidos.putIfAbsent(clave, new Conocido<>(id, datos)));
        return new Alta(Alta.Resultado.CREADA, id, null, claves, huella);
    }
}
