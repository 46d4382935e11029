package es.crmfactura.conciliacion;

import es.crmfactura.conciliacion.FlujoConciliado.Retraso;
import es.crmfactura.messaging.MessagingProperties;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the streams are doing: what this service tells, and what it hears. Costs by what is open, not by what has been. */
final class ConciliacionReadModel {

    private static final String READERS = """
        with recursive known as (
          (select min(reader) as reader from checkpoint_reading)
          union all
          select (select min(reader) from checkpoint_reading r where r.reader > known.reader)
          from known where known.reader is not null)
        select reader from known where reader is not null""";

    /** What no checkpoint covers yet counts as sent. */
    private static final String TOLD = """
        with c as materialized (select * from log_reader_cursor where reader = 'puntos'),
             fresh as (
               select e.seq, e.xid, e.type, e.created_at from c, event_log e where e.xid >= pg_snapshot_xmax(c.snapshot)
               union all
               select e.seq, e.xid, e.type, e.created_at
               from c, lateral pg_snapshot_xip(c.snapshot) x (id), event_log e where e.xid = x.id),
             uncovered as (
               select count(*) as events, min(created_at) as since from fresh, c
               where (c.upper is null or seq > c.last_seq or not pg_visible_in_snapshot(fresh.xid, c.upper))
                 and type not in (:control)),
             unverified as (
               select count(*) as checkpoints, coalesce(sum(sent), 0) as events, min(from_at) as since
               from checkpoint where not verified),
             faults as (
               select coalesce(sum(cardinality(missing)), 0) as missing, coalesce(sum(parked), 0) as parked,
                      bool_and(intact) as intact
               from checkpoint_reading
               where reader = :reader and (missing <> '{}' or parked > 0 or not intact)),
             newest as (
               select numero, verified_at from checkpoint_reading where reader = :reader order by numero desc limit 1)
        select coalesce((select total from checkpoint order by numero desc limit 1), 0) + u.events as sent,
               f.missing, f.parked, coalesce(f.intact, true) as intact,
               v.events + u.events as behind, v.checkpoints,
               coalesce(extract(epoch from clock_timestamp() - least(v.since, u.since)), 0) as seconds,
               coalesce(n.numero, 0) as numero, n.verified_at,
               (select digest from checkpoint where numero = n.numero) as digest,
               array(
                 select id from checkpoint_reading r, unnest(r.missing) id
                 where reader = :reader and (missing <> '{}' or parked > 0 or not intact)
                 order by r.numero limit 100) as ids
        from uncovered u cross join unverified v cross join faults f left join newest n on true""";

    private static final String HEARD = """
        with faults as (
               select count(*) filter (where sent is null) as checkpoints,
                      coalesce(sum(cardinality(missing)), 0) as missing,
                      min(coalesce(from_at, verified_at)) filter (where sent is null or missing <> '{}') as since,
                      bool_and(intact) as intact
               from stream_check
               where source = :source and (sent is null or missing <> '{}' or parked <> '{}' or not intact)),
             lost as (
               select coalesce(sum(k.total - k.sent - coalesce((
                        select p.total from stream_check p
                        where p.source = k.source and p.numero < k.numero and p.sent is not null
                        order by p.numero desc limit 1), 0)), 0) as events
               from stream_check h
               join stream_check k on k.source = h.source and k.numero = h.numero + 1 and k.sent is not null
               where h.source = :source and h.sent is null),
             newest as (
               select numero, total, digest, verified_at from stream_check
               where source = :source and sent is not null order by numero desc limit 1)
        select coalesce(n.total, 0) as sent, f.missing + l.events as missing,
               (select count(*) from parked_event p where p.source = :source) as parked,
               coalesce(f.intact, true) as intact,
               f.missing + l.events as behind, f.checkpoints,
               coalesce(extract(epoch from clock_timestamp() - f.since), 0) as seconds,
               coalesce(n.numero, 0) as numero, n.verified_at, n.digest,
               array(
                 select id from stream_check s, unnest(s.missing) id
                 where source = :source and (sent is null or missing <> '{}' or parked <> '{}' or not intact)
                 order by s.numero limit 100) as ids
        from faults f cross join lost l left join newest n on true""";

    private final JdbcClient jdbc;
    private final MessagingProperties messaging;
    private final Flujo flujo;
    private final ConciliacionProperties settings;
    private final MeterRegistry meters;

    ConciliacionReadModel(
            JdbcClient jdbc,
            MessagingProperties messaging,
            Flujo flujo,
            ConciliacionProperties settings,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.messaging = messaging;
        this.flujo = flujo;
        this.settings = settings;
        this.meters = meters;
    }

    /** Its own stream once for each reader that has answered, then those it hears. */
    List<FlujoConciliado> flujos() {
        List<FlujoConciliado> flujos = new ArrayList<>(publicados());
        messaging.sources().forEach(source -> flujos.add(leido(source)));
        return flujos;
    }

    private List<FlujoConciliado> publicados() {
        List<String> readers = jdbc.sql(READERS).query(String.class).list();
        return readers.isEmpty()
                ? List.of(publicado(null))
                : readers.stream().map(this::publicado).toList();
    }

    private FlujoConciliado publicado(@Nullable String reader) {
        return jdbc.sql(TOLD)
                .param("reader", reader)
                .param("control", flujo.control())
                .query((row, number) -> flujo(row, flujo.servicio(), reader, null))
                .single();
    }

    private FlujoConciliado leido(String source) {
        return jdbc.sql(HEARD)
                .param("source", source)
                .query((row, number) -> flujo(row, source, flujo.servicio(), repetidos()))
                .single();
    }

    private FlujoConciliado flujo(ResultSet row, String publica, @Nullable String lee, @Nullable Long repetidos)
            throws SQLException {
        long enviados = row.getLong("sent");
        long faltan = row.getLong("missing");
        long aparcados = row.getLong("parked");
        // what the publisher only knows to be on its way may well have been applied
        long pendientes = repetidos == null ? row.getLong("behind") : 0;
        var retraso = new Retraso(row.getLong("behind"), row.getDouble("seconds"));
        boolean intacto = row.getBoolean("intact");
        boolean aTiempo = retraso.segundos() <= settings.tolerance().toMillis() / 1_000.0;
        OffsetDateTime verificado = row.getObject("verified_at", OffsetDateTime.class);
        return new FlujoConciliado(
                publica,
                lee,
                enviados,
                Math.max(0, enviados - pendientes - faltan - aparcados),
                faltan,
                List.of((UUID[]) row.getArray("ids").getArray()),
                aparcados,
                repetidos,
                retraso,
                row.getLong("checkpoints"),
                row.getLong("numero"),
                verificado == null ? null : verificado.toInstant(),
                row.getString("digest"),
                intacto,
                faltan == 0 && aparcados == 0 && intacto && aTiempo);
    }

    private long repetidos() {
        Counter counter = meters.find("messaging.inbox.events")
                .tag("outcome", "duplicate")
                .counter();
        return counter == null ? 0 : (long) counter.count();
    }

    /** Replays that are not done yet. */
    long reenviosPendientes() {
        return jdbc.sql("select count(*) from replay where done_at is null")
                .query(Long.class)
                .single();
    }
}
