package es.crmfactura.factura.emision;

import static es.crmfactura.factura.emision.Facturas.columna;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The counters of the series, one for each year. Who takes a number holds its counter until the transaction ends. */
@Component
class Series {

    /**
     * Always in the same order, so that two who want the same series do not wait for each other. Who changes an invoice twice, as
     * who corrects it does, has the database look whether its series is there: that does not wait for this lock.
     */
    private static final String BLOQUEAR = """
            select serie, ejercicio, ultimo, ultima_fecha from serie
            where (serie, ejercicio) in (select * from unnest(?::text[], ?::int[]))
            order by serie, ejercicio for no key update""";

    private static final String ABRIR = """
            insert into serie (serie, ejercicio, ultimo, ultima_fecha)
            select serie, ejercicio, 0, make_date(ejercicio, 1, 1)
            from unnest(?::text[], ?::int[]) as s (serie, ejercicio)
            order by serie, ejercicio
            on conflict do nothing""";

    private final JdbcTemplate jdbc;

    Series(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks the counters and counts on from them, along the dates. Whoever writes the invoices writes the counters too.
     *
     * @return the ordinal of each invoice, by its id; none for those whose series has an invoice of a later date
     */
    Map<UUID, Integer> numerar(List<Factura> pedidas) {
        Map<Ejercicio, Contador> contadores =
                bloquear(pedidas.stream().map(Ejercicio::de).distinct().toList());
        Map<UUID, Integer> ordinales = new HashMap<>();
        pedidas.stream().sorted(Comparator.comparing(Factura::fecha)).forEach(factura -> {
            contadores.computeIfPresent(Ejercicio.de(factura), (ejercicio, contador) -> {
                if (factura.fecha().isBefore(contador.ultimaFecha())) {
                    return contador;
                }
                ordinales.put(factura.id(), contador.ultimo() + 1);
                return new Contador(contador.ultimo() + 1, factura.fecha());
            });
        });
        return ordinales;
    }

    /**
     * Which invoices come after those that their series has now. Nothing is locked: until they get their numbers that may have
     * changed.
     */
    Predicate<Factura> siguientes() {
        Map<Ejercicio, LocalDate> ultimas = new HashMap<>();
        jdbc.query("select serie, ejercicio, ultima_fecha from serie", row -> {
            ultimas.put(
                    new Ejercicio(row.getString("serie"), row.getInt("ejercicio")),
                    row.getObject("ultima_fecha", LocalDate.class));
        });
        return factura -> !factura.fecha().isBefore(ultimas.getOrDefault(Ejercicio.de(factura), factura.fecha()));
    }

    private record Ejercicio(String serie, int anyo) {

        static Ejercicio de(Factura factura) {
            return new Ejercicio(factura.serie().name(), factura.fecha().getYear());
        }
    }

    private record Contador(int ultimo, LocalDate ultimaFecha) {}

    private Map<Ejercicio, Contador> bloquear(List<Ejercicio> ejercicios) {
        Map<Ejercicio, Contador> contadores = contadores(ejercicios);
        if (contadores.size() < ejercicios.size()) {
            jdbc.update(ABRIR, columna(ejercicios, Ejercicio::serie), columna(ejercicios, Ejercicio::anyo));
            return contadores(ejercicios);
        }
        return contadores;
    }

    private Map<Ejercicio, Contador> contadores(List<Ejercicio> ejercicios) {
        Map<Ejercicio, Contador> contadores = new HashMap<>();
        jdbc.query(
                BLOQUEAR,
                row -> {
                    contadores.put(
                            new Ejercicio(row.getString("serie"), row.getInt("ejercicio")),
                            new Contador(row.getInt("ultimo"), row.getObject("ultima_fecha", LocalDate.class)));
                },
                columna(ejercicios, Ejercicio::serie),
                columna(ejercicios, Ejercicio::anyo));
        return contadores;
    }
}
