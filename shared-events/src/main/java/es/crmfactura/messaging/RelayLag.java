package es.crmfactura.messaging;

import java.time.Duration;
import java.util.Objects;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** How much of the log the broker has not confirmed yet; at most a second old. */
final class RelayLag {

    private static final Duration KEPT_FOR = Duration.ofSeconds(1);

    private static final String BEHIND = """
            with c as materialized (select * from relay_cursor),
                 fresh as (
                   select e.seq, e.xid, e.created_at from c, event_log e where e.xid >= pg_snapshot_xmax(c.snapshot)
                   union all
                   select e.seq, e.xid, e.created_at
                   from c, lateral pg_snapshot_xip(c.snapshot) x (id), event_log e where e.xid = x.id)
            select count(*) as events, coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0) as seconds
            from fresh, c
            where c.upper is null or seq > c.last_seq or not pg_visible_in_snapshot(fresh.xid, c.upper)""";

    /** @param age of the oldest of them */
    record Lag(long events, Duration age) {}

    private final JdbcTemplate jdbc;
    private Lag lag = new Lag(0, Duration.ZERO);
    private long readAt = System.nanoTime() - KEPT_FOR.toNanos();

    RelayLag(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws DataAccessException while the database is away */
    synchronized Lag now() {
        if (System.nanoTime() - readAt >= KEPT_FOR.toNanos()) {
            lag = Objects.requireNonNull(jdbc.queryForObject(
                    BEHIND,
                    (row, number) -> new Lag(
                            row.getLong("events"), Duration.ofMillis(Math.round(1_000 * row.getDouble("seconds"))))));
            readAt = System.nanoTime();
        }
        return lag;
    }
}
