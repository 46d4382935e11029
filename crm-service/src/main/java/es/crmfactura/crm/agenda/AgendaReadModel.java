package es.crmfactura.crm.agenda;

import java.sql.Types;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the agenda. A day begins and ends in Madrid; a week ends on Sunday. */
@Component
class AgendaReadModel {

    private static final int COMO_MUCHO = 100;

    private static final String PENDIENTES = """
            from actividad a
            where not a.completada
              and a.fecha >= coalesce(cast(:desde as date)::timestamp at time zone :zona, '-infinity')
              and a.fecha < cast(:hasta as date)::timestamp at time zone :zona
              and (cast(:responsable as text) is null or a.responsable = :responsable)""";

    private static final String CUANTAS = "select count(*) " + PENDIENTES;

    private static final String PRIMERAS = """
            select json_build_object('id', a.id, 'tipo', a.tipo, 'titulo', a.titulo, 'fecha', a.fecha,
              'responsable', a.responsable, 'cliente_id', c.id, 'cliente_nombre', c.nombre_completo)
            from (select * %s order by a.fecha, a.id limit :limit) a
            join cliente c on c.id = a.cliente_id
            order by a.fecha, a.id""".formatted(PENDIENTES);

    private static final String POR_RESPONSABLE = """
            select responsable,
              count(*) filter (where dia < :hoy) as vencidas,
              count(*) filter (where dia = :hoy) as hoy,
              count(*) filter (where dia > :hoy and dia <= :domingo) as semana,
              count(*) filter (where dia > :domingo) as despues
            from (select responsable, cast(fecha at time zone :zona as date) as dia from actividad where not completada) a
            group by responsable
            order by responsable""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    AgendaReadModel(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param responsable null for everybody's
     * @param fecha null for today
     */
    Agenda de(@Nullable String responsable, @Nullable LocalDate fecha) {
        LocalDate hoy = fecha == null ? LocalDate.now(clock) : fecha;
        LocalDate manana = hoy.plusDays(1);
        return new Agenda(
                hoy,
                plazo(responsable, null, hoy),
                plazo(responsable, hoy, manana),
                plazo(responsable, manana, domingo(hoy).plusDays(1)));
    }

    /** Those who have something to do, and what nobody has taken last. */
    List<Agenda.DeResponsable> porResponsable() {
        LocalDate hoy = LocalDate.now(clock);
        return jdbc.sql(POR_RESPONSABLE)
                .param("hoy", hoy)
                .param("domingo", domingo(hoy))
                .param("zona", clock.getZone().getId())
                .query(Agenda.DeResponsable.class)
                .list();
    }

    private Agenda.Plazo plazo(@Nullable String responsable, @Nullable LocalDate desde, LocalDate hasta) {
        long total =
                consulta(CUANTAS, responsable, desde, hasta).query(Long.class).single();
        return new Agenda.Plazo(
                total,
                consulta(PRIMERAS, responsable, desde, hasta)
                        .param("limit", COMO_MUCHO)
                        .query(String.class)
                        .list()
                        .stream()
                        .map(fila -> json.readValue(fila, Agenda.Pendiente.class))
                        .toList());
    }

    private JdbcClient.StatementSpec consulta(
            String sql, @Nullable String responsable, @Nullable LocalDate desde, LocalDate hasta) {
        return jdbc.sql(sql)
                .param("responsable", responsable, Types.VARCHAR)
                .param("desde", desde, Types.DATE)
                .param("hasta", hasta, Types.DATE)
                .param("zona", clock.getZone().getId());
    }

    private static LocalDate domingo(LocalDate dia) {
        return dia.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
    }
}
