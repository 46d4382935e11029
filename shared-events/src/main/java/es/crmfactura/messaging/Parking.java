package es.crmfactura.messaging;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps what could not be applied, and lists it at {@code /actuator/parked}. */
@Endpoint(id = "parked")
public final class Parking {

    private final JdbcTemplate jdbc;

    Parking(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param eventId null, as are the three after it, where the message could not be read
     * @param reason why it could not be applied
     */
    public record ParkedEvent(
            long id,
            @Nullable UUID eventId,
            @Nullable String source,
            @Nullable String type,
            @Nullable String aggregateId,
            String reason,
            Instant parkedAt) {}

    /** The first hundred, oldest first, without their bodies, which may hold personal data. */
    @ReadOperation
    public List<ParkedEvent> list() {
        return jdbc.query(
                "select id, event_id, source, type, aggregate_id, reason, parked_at from parked_event order by id limit 100",
                (row, number) -> new ParkedEvent(
                        row.getLong("id"),
                        row.getObject("event_id", UUID.class),
                        row.getString("source"),
                        row.getString("type"),
                        row.getString("aggregate_id"),
                        row.getString("reason"),
                        row.getObject("parked_at", OffsetDateTime.class).toInstant()));
    }

    long count() {
        Long count = jdbc.queryForObject("select count(*) from parked_event", Long.class);
        return count == null ? 0 : count;
    }

    /** Parks an event and remembers it as received; within the caller's transaction. */
    void keep(Event event, String type, byte[] body, String reason) {
        jdbc.update("""
                with received as (
                  insert into inbox (event_id, source, type, aggregate_id, aggregate_version) values (?, ?, ?, ?, ?)
                  returning event_id, source, type, aggregate_id)
                insert into parked_event (event_id, source, type, aggregate_id, body, reason)
                select event_id, source, type, aggregate_id, ?, ? from received""", event.id(), event.source(), type, event.aggregateId(), event.version(), body, reason);
    }

    void keepUnreadable(byte[] body, String reason) {
        jdbc.update("insert into parked_event (body, reason) values (?, ?) on conflict do nothing", body, reason);
    }
}
