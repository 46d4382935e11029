package es.crmfactura.crm.embudo;

import es.crmfactura.crm.clientes.Oportunidad.Estado;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sums over all oportunidades: what is in each estado, and what is to come in each month. */
@Component
class EmbudoReadModel {

    private static final String SUMAS = """
            select count(*) as numero, coalesce(sum(valor_estimado), 0.00) as valor_estimado,
              coalesce(sum(valor_ponderado), 0.00) as valor_ponderado
            from oportunidad""";

    private static final String TABLERO = """
            select to_json(columna)
            from (
              select e.estado, sumas.*,
                (select coalesce(json_agg(t), '[]')
                 from (select o.*, c.nombre_completo as cliente_nombre
                       from (select *
                             from oportunidad
                             where estado = e.estado
                             order by fecha_actualizacion desc, id desc
                             limit :limit) o
                       join cliente c on c.id = o.cliente_id
                       order by o.fecha_actualizacion desc, o.id desc) t) as oportunidades
              from unnest(cast(:estados as text[])) with ordinality e (estado, lugar)
              cross join lateral (%s where estado = e.estado) sumas
              order by e.lugar) columna""".formatted(SUMAS);

    private static final String POR_PERIODOS = """
            select to_json(sumas)
            from unnest(cast(:desde as date[]), cast(:hasta as date[])) with ordinality p (desde, hasta, lugar)
            cross join lateral (
              %s
              where fecha_cierre is null
                and fecha_cierre_esperada >= cast(p.desde as timestamp) at time zone :zona
                and fecha_cierre_esperada < cast(p.hasta as timestamp) at time zone :zona) sumas
            order by p.lugar""".formatted(SUMAS);

    private static final String SIN_FECHA =
            "select to_json(s) from (%s where fecha_cierre is null and fecha_cierre_esperada is null) s"
                    .formatted(SUMAS);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    EmbudoReadModel(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @param limit how many oportunidades of each column */
    Tablero tablero(int limit) {
        String[] estados = Arrays.stream(Estado.values()).map(Estado::name).toArray(String[]::new);
        return new Tablero(
                jdbc.sql(TABLERO).param("estados", estados).param("limit", limit).query(String.class).list().stream()
                        .map(fila -> json.readValue(fila, Tablero.Columna.class))
                        .toList());
    }

    /** @param meses how many, this one included */
    Prevision prevision(int meses) {
        LocalDate hoy = LocalDate.now(clock);
        YearMonth este = YearMonth.from(hoy);
        List<Prevision.Sumas> sumas = porPeriodos(Stream.concat(
                        Stream.of(hoy),
                        IntStream.rangeClosed(1, meses)
                                .mapToObj(n -> este.plusMonths(n).atDay(1)))
                .toList());
        return new Prevision(
                IntStream.range(0, meses)
                        .mapToObj(n -> Prevision.Mes.of(este.plusMonths(n), sumas.get(n + 1)))
                        .toList(),
                sumas.get(meses + 1),
                sumas.get(0),
                json.readValue(jdbc.sql(SIN_FECHA).query(String.class).single(), Prevision.Sumas.class));
    }

    /** @return one more than there are limits: before the first, between each two, from the last on */
    private List<Prevision.Sumas> porPeriodos(List<LocalDate> limites) {
        var desde = new ArrayList<>(List.of("-infinity"));
        var hasta = new ArrayList<String>();
        limites.forEach(limite -> {
            hasta.add(limite.toString());
            desde.add(limite.toString());
        });
        hasta.add("infinity");
        return jdbc
                .sql(POR_PERIODOS)
                .param("desde", desde.toArray(String[]::new))
                .param("hasta", hasta.toArray(String[]::new))
                .param("zona", clock.getZone().getId())
                .query(String.class)
                .list()
                .stream()
                .map(fila -> json.readValue(fila, Prevision.Sumas.class))
                .toList();
    }
}
