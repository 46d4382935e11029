package es.crmfactura.conciliacion;

import es.crmfactura.conciliacion.VidaDeEvento.Lectura;
import es.crmfactura.conciliacion.VidaDeEvento.Publicado;
import es.crmfactura.conciliacion.VidaDeEvento.Recibido;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where an event has been. */
final class VidaReadModel {

    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(2);

    private static final String TOLD = """
        select e.type, e.aggregate_id::text, e.aggregate_version, e.created_at, e.seq,
               pg_visible_in_snapshot(e.xid, c.snapshot)
                 or (c.upper is not null and e.seq <= c.last_seq and pg_visible_in_snapshot(e.xid, c.upper)) as confirmed
        from event_log e cross join relay_cursor c
        where e.event_id = :id and e.created_at between :from and :to""";

    /** Those whose instants fit, by what they say. */
    private static final String COVERED_BY = """
        select c.numero
        from (select * from checkpoint where to_at >= :at and from_at <= :at order by to_at limit 50) c
        join event_log e on e.aggregate_id = :stream and e.aggregate_version = c.numero and e.event_id = c.event_id
        where strpos(convert_from(e.body, 'UTF8'), cast(:id as text)) > 0
        limit 1""";

    /** What was decided before it was received concerns a time that the inbox has forgotten. */
    private static final String HEARD = """
        select i.source, i.type, i.aggregate_id, i.aggregate_version, i.received_at,
               coalesce(p.reason, d.parked_reason) as reason, d.parked_reason is not null as discarded
        from inbox i
        left join parked_event p on p.event_id = i.event_id
        left join lateral (
          select parked_reason from parked_decision
          where event_id = i.event_id and outcome = 'discarded' and decided_at >= i.received_at
          limit 1) d on true
        where i.event_id = :id""";

    private final JdbcClient jdbc;
    private final Flujo flujo;
    private final List<Efectos> efectos;

    VidaReadModel(JdbcClient jdbc, Flujo flujo, List<Efectos> efectos) {
        this.jdbc = jdbc;
        this.flujo = flujo;
        this.efectos = efectos;
    }

    Optional<VidaDeEvento> de(UUID id) {
        return told(id).or(() -> heard(id));
    }

    /** Looked for around the instant that its id speaks of, and if clocks were set otherwise then in all of the log. */
    private Optional<VidaDeEvento> told(UUID id) {
        Instant at = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
        return told(id, at.minus(CLOCKS_DIFFER_BY), at.plus(CLOCKS_DIFFER_BY))
                .or(() -> told(id, Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z")));
    }

    private Optional<VidaDeEvento> told(UUID id, Instant from, Instant to) {
        return jdbc.sql(TOLD)
                .param("id", id)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((row, number) -> told(id, row))
                .optional();
    }

    private VidaDeEvento told(UUID id, ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("created_at", OffsetDateTime.class);
        Long punto = coveredBy(id, at);
        return new VidaDeEvento(
                id,
                row.getString("type"),
                row.getString("aggregate_id"),
                row.getLong("aggregate_version"),
                new Publicado(
                        at.toInstant(),
                        row.getLong("seq"),
                        row.getBoolean("confirmed"),
                        punto,
                        punto == null ? List.of() : readings(id, punto)),
                null);
    }

    private @Nullable Long coveredBy(UUID id, OffsetDateTime at) {
        return jdbc.sql(COVERED_BY)
                .param("id", id)
                .param("at", at)
                .param("stream", flujo.id())
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    private List<Lectura> readings(UUID id, long punto) {
        return jdbc.sql("""
            select reader, verified_at, not (cast(:id as uuid) = any (missing)) as arrived, parked
            from checkpoint_reading where numero = :punto order by reader""")
                .param("id", id)
                .param("punto", punto)
                .query((row, number) -> new Lectura(
                        row.getString("reader"),
                        row.getObject("verified_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("arrived"),
                        row.getInt("parked")))
                .list();
    }

    private Optional<VidaDeEvento> heard(UUID id) {
        return jdbc.sql(HEARD)
                .param("id", id)
                .query((row, number) -> new VidaDeEvento(
                        id,
                        row.getString("type"),
                        row.getString("aggregate_id"),
                        row.getLong("aggregate_version"),
                        null,
                        new Recibido(
                                row.getString("source"),
                                row.getObject("received_at", OffsetDateTime.class)
                                        .toInstant(),
                                row.getString("reason") == null,
                                row.getBoolean("discarded"),
                                row.getString("reason"),
                                efectos.stream().flatMap(e -> e.de(id).stream()).toList())))
                .optional();
    }
}
