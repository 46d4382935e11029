package es.crmfactura.auditoria;

import es.crmfactura.web.Pagina;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The log, from either end. */
class AuditoriaReadModel {

    private static final int POR_VEZ = 1000;

    private static final String TODAS = """
            from (
                select posicion, entrada, cuando, quien, rol_bd, traza, tabla, operacion, registro, columnas from auditoria
                union all
                select null, entrada, cuando, quien, rol_bd, traza, tabla, operacion, registro, columnas from auditoria_pendiente) e
            where (cast(:quien as text) is null or quien = :quien)
              and (cast(:tabla as text) is null or tabla = :tabla)
              and (cast(:registro as text) is null or registro = :registro)
              and (cast(:desde as timestamptz) is null or cuando >= :desde)
              and (cast(:hasta as timestamptz) is null or cuando < :hasta)""";

    /** As JSON, of which {@link Entrada} has the names. */
    private static final String PAGINA =
            "select to_json(p) from (select * " + TODAS + " order by entrada desc limit :limit offset :skip) p";

    private static final String EXPORTACION = """
            select row_to_json(e) from (
              select posicion, entrada, to_char(cuando at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as cuando, quien, rol_bd,
                traza, tabla, operacion, registro, columnas, encode(huella_anterior, 'hex') as huella_anterior,
                encode(huella, 'hex') as huella
              from auditoria where posicion >= :desde order by posicion) e""";

    private static final String CABEZA = """
            select posicion, huella, (select count(*) from auditoria_pendiente) as pendientes from auditoria_cabeza""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditoriaReadModel(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Newest first. */
    List<Entrada> lista(FiltroDeAuditoria filtro, Pagina pagina) {
        return filtrada(PAGINA, filtro)
                .param("limit", pagina.limit())
                .param("skip", pagina.skip())
                .query(String.class)
                .list()
                .stream()
                .map(row -> json.readValue(row, Entrada.class))
                .toList();
    }

    long total(FiltroDeAuditoria filtro) {
        return filtrada("select count(*) " + TODAS, filtro).query(Long.class).single();
    }

    private StatementSpec filtrada(String sql, FiltroDeAuditoria filtro) {
        return jdbc.sql(sql)
                .param("quien", filtro.quien(), Types.VARCHAR)
                .param("tabla", filtro.tabla(), Types.VARCHAR)
                .param("registro", filtro.registro(), Types.VARCHAR)
                .param("desde", at(filtro.desde()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("hasta", at(filtro.hasta()), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** The sealed ones, the oldest first, each as one line of JSON. Within a transaction the database hands them over in parts. */
    @Transactional(readOnly = true)
    void exportar(long desde, Consumer<String> linea) {
        jdbc.sql(EXPORTACION).param("desde", desde).withFetchSize(POR_VEZ).query(row -> {
            linea.accept(row.getString(1));
        });
    }

    /** All of it as it is at one moment, while others go on. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    Cadena verificar() {
        var recorrido = new Recorrido();
        jdbc.sql("select * from auditoria order by posicion")
                .withFetchSize(POR_VEZ)
                .query(row -> {
                    recorrido.seguir(eslabon(row));
                });
        return jdbc.sql(CABEZA)
                .query((row, number) ->
                        recorrido.terminar(row.getLong("posicion"), row.getBytes("huella"), row.getLong("pendientes")))
                .single();
    }

    private static Eslabon eslabon(ResultSet row) throws SQLException {
        return new Eslabon(
                row.getLong("posicion"),
                row.getLong("entrada"),
                row.getObject("cuando", OffsetDateTime.class),
                row.getString("quien"),
                row.getString("rol_bd"),
                row.getString("traza"),
                row.getString("tabla"),
                row.getString("operacion"),
                row.getString("registro"),
                Arrays.asList((String[]) row.getArray("columnas").getArray()),
                row.getBytes("huella_anterior"),
                row.getBytes("huella"));
    }
}
