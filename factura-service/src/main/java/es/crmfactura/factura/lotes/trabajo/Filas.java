package es.crmfactura.factura.lotes.trabajo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of lotes, as they are yet to be dealt with. */
@Component
class Filas {

    /** A few rows, and fewer where they are large: neither the memory nor the lock on a series is to depend on what is sent. */
    private static final String UNAS = """
            select fila, referencia, contenido
            from (
              select u.*, sum(octet_length(contenido::text)) over (order by %1$s) - octet_length(contenido::text) as antes
              from (
                select fecha, fila, referencia, contenido
                from lote_fila f
                where lote_id = :lote and contenido is not null and %2$s
                order by %1$s
                limit :limite) u) v
            where antes < 500000
            order by %1$s""";

    private static final String POR_VALIDAR = UNAS.formatted("fila", "fila > :validadas");

    /** Along the dates, as the numbers are. */
    private static final String POR_EMITIR = UNAS.formatted("fecha, fila", """
            (fecha, fila) > (cast(:fecha as date), :fila)
            and not exists (select from lote_rechazada r where r.lote_id = :lote and r.fila = f.fila)""");

    private static final String PRIMERAS = """
            select referencia, min(fila) as fila from lote_fila
            where lote_id = :lote and referencia = any(:referencias) group by referencia""";

    private final JdbcClient jdbc;

    Filas(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next ones that have not been checked; none if only such are left that could not be read. */
    List<Fila> porValidar(EnCurso lote, int limite) {
        List<Fila> filas = jdbc.sql(POR_VALIDAR)
                .param("lote", lote.id())
                .param("validadas", lote.validadas())
                .param("limite", limite)
                .query(Filas::fila)
                .list();
        Map<String, Integer> primeras = primeras(lote, filas);
        return filas.stream()
                .map(fila -> fila.tras(primeras.get(fila.referencia())))
                .toList();
    }

    private Map<String, Integer> primeras(EnCurso lote, List<Fila> filas) {
        Map<String, Integer> primeras = new HashMap<>();
        String[] referencias = referencias(filas);
        if (referencias.length > 0) {
            jdbc.sql(PRIMERAS)
                    .param("lote", lote.id())
                    .param("referencias", referencias)
                    .query(row -> {
                        primeras.put(row.getString("referencia"), row.getInt("fila"));
                    });
        }
        return primeras;
    }

    static String[] referencias(List<Fila> filas) {
        return filas.stream().map(Fila::referencia).filter(Objects::nonNull).toArray(String[]::new);
    }

    List<Fila> porEmitir(EnCurso lote, int limite) {
        return jdbc.sql(POR_EMITIR)
                .param("lote", lote.id())
                .param("fecha", lote.ultimaFecha())
                .param("fila", lote.ultimaFila())
                .param("limite", limite)
                .query(Filas::fila)
                .list();
    }

    private static Fila fila(ResultSet row, int number) throws SQLException {
        return new Fila(row.getInt("fila"), row.getString("referencia"), row.getString("contenido"), null);
    }
}
