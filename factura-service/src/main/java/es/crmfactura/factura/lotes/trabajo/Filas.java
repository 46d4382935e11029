package es.crmfactura.factura.lotes.trabajo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of lotes, and what they have become. */
@Component
class Filas {

    /** A few rows, and fewer where they are large: neither the memory nor the lock on a series is to depend on what is sent. */
    private static final String UNAS = """
            select numero, referencia, contenido, otra
            from (
              select u.*, sum(octet_length(contenido::text)) over (order by %1$s) - octet_length(contenido::text) as antes
              from (
                select fecha, fila, fila as numero, referencia, contenido, %2$s as otra
                from lote_fila f
                where lote_id = :lote and contenido is not null and %3$s
                order by %1$s
                limit :limite) u) v
            where antes < 500000
            order by %1$s""";

    private static final String POR_VALIDAR = UNAS.formatted(
            "fila",
            "(select min(fila) from lote_fila o where o.lote_id = :lote and o.referencia = f.referencia and o.fila < f.fila)",
            "fila > :validadas");

    /** Along the dates, as the numbers are. */
    private static final String POR_EMITIR = UNAS.formatted("fecha, fila", "null::int", """
            (fecha, fila) > (cast(:fecha as date), :fila)
            and not exists (select from lote_rechazada r where r.lote_id = :lote and r.fila = f.fila)""");

    private static final String YA_EMITIDAS = """
            select r.referencia, r.huella, f.id, f.numero from factura_referencia r join factura f on f.id = r.factura_id
            where r.referencia = any(:referencias)""";

    private static final String ANOTAR = """
            insert into lote_factura (lote_id, fila, factura_id, repetida)
            select :lote, e.fila, e.factura_id, e.repetida
            from unnest(cast(:filas as int[]), cast(:facturas as uuid[]), cast(:repetidas as boolean[]))
              as e (fila, factura_id, repetida)""";

    private static final String RECORDAR = """
            insert into factura_referencia (referencia, factura_id, huella)
            select r.referencia, r.factura_id, decode(r.huella, 'hex')
            from unnest(cast(:referencias as text[]), cast(:facturas as uuid[]), cast(:huellas as text[]))
              as r (referencia, factura_id, huella)""";

    private final JdbcClient jdbc;

    Filas(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next ones that have not been checked; none if only such are left that could not be read. */
    List<Fila> porValidar(EnCurso lote, int limite) {
        return jdbc.sql(POR_VALIDAR)
                .param("lote", lote.id())
                .param("validadas", lote.validadas())
                .param("limite", limite)
                .query(Filas::fila)
                .list();
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
        return new Fila(
                row.getInt("numero"),
                row.getString("referencia"),
                row.getString("contenido"),
                row.getObject("otra", Integer.class));
    }

    /** An invoice that has been issued with a reference. */
    record YaEmitida(UUID id, String numero, byte[] huella) {

        boolean esDe(Fila fila) {
            return Arrays.equals(huella, fila.huella());
        }
    }

    /** By their references. */
    Map<String, YaEmitida> yaEmitidas(List<Fila> filas) {
        Map<String, YaEmitida> emitidas = new HashMap<>();
        String[] referencias =
                filas.stream().map(Fila::referencia).filter(Objects::nonNull).toArray(String[]::new);
        if (referencias.length > 0) {
            jdbc.sql(YA_EMITIDAS).param("referencias", referencias).query(row -> {
                emitidas.put(
                        row.getString("referencia"),
                        new YaEmitida(
                                row.getObject("id", UUID.class), row.getString("numero"), row.getBytes("huella")));
            });
        }
        return emitidas;
    }

    /** @param repetida issued before, from another lote */
    record Emitida(Fila fila, UUID factura, boolean repetida) {}

    void anotar(UUID lote, List<Emitida> emitidas) {
        if (!emitidas.isEmpty()) {
            jdbc.sql(ANOTAR)
                    .param("lote", lote)
                    .param(
                            "filas",
                            emitidas.stream().map(una -> una.fila().numero()).toArray(Integer[]::new))
                    .param("facturas", emitidas.stream().map(Emitida::factura).toArray(UUID[]::new))
                    .param("repetidas", emitidas.stream().map(Emitida::repetida).toArray(Boolean[]::new))
                    .update();
            recordar(emitidas.stream()
                    .filter(una -> !una.repetida() && una.fila().referencia() != null)
                    .toList());
        }
    }

    private void recordar(List<Emitida> nuevas) {
        if (!nuevas.isEmpty()) {
            jdbc.sql(RECORDAR)
                    .param(
                            "referencias",
                            nuevas.stream().map(una -> una.fila().referencia()).toArray(String[]::new))
                    .param("facturas", nuevas.stream().map(Emitida::factura).toArray(UUID[]::new))
                    .param(
                            "huellas",
                            nuevas.stream()
                                    .map(una ->
                                            HexFormat.of().formatHex(una.fila().huella()))
                                    .toArray(String[]::new))
                    .update();
        }
    }
}
