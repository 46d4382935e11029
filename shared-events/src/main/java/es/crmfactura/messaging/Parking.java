package es.crmfactura.messaging;

import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps what could not be applied. */
final class Parking {

    private static final String COLUMNS = "p.id, p.source, p.aggregate_id, p.body";

    private final JdbcTemplate jdbc;

    Parking(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose events wait behind one another. */
    record Aggregate(String source, String id) {

        static Aggregate of(Event event) {
            return new Aggregate(event.source(), event.aggregateId());
        }
    }

    /** @param aggregate null where the message could not be read */
    record Parked(long id, @Nullable Aggregate aggregate, byte[] body) {

        Optional<Aggregate> whose() {
            return Optional.ofNullable(aggregate);
        }
    }

    long count() {
        Long count = jdbc.queryForObject("select count(*) from parked_event", Long.class);
        return count == null ? 0 : count;
    }

    /**
     * Until the caller's transaction ends nobody else parks an event of these aggregates behind others, or takes one away.
     * Who has it must look again: what it has seen before may be gone.
     */
    void lock(Collection<Aggregate> aggregates) {
        jdbc.query(
                """
                select pg_advisory_xact_lock(k) from (
                  select distinct hashtextextended(concat_ws(' ', 'parked', current_schema(), source, id), 0) k
                  from unnest(?::text[], ?::text[]) as a (source, id) order by k) keys""",
                row -> {},
                aggregates.stream().map(Aggregate::source).toArray(String[]::new),
                aggregates.stream().map(Aggregate::id).toArray(String[]::new));
    }

    Optional<Parked> find(long id) {
        return one("select " + COLUMNS + " from parked_event p where p.id = ?", id);
    }

    /** Locks it, too: nobody else reads it again meanwhile. */
    Optional<Parked> findUnreadable(long id) {
        return one("select " + COLUMNS + " from parked_event p where p.id = ? and p.event_id is null for update", id);
    }

    /** By version: what was lost, and told again, may have come after what follows it. */
    Optional<Parked> first(Aggregate aggregate) {
        return one("select " + COLUMNS + """
                 from parked_event p left join inbox i on i.event_id = p.event_id
                where p.source = ? and p.aggregate_id = ?
                order by i.aggregate_version, p.id limit 1""", aggregate.source(), aggregate.id());
    }

    private Optional<Parked> one(String sql, Object... arguments) {
        return jdbc
                .query(
                        sql,
                        (row, number) -> new Parked(
                                row.getLong("id"),
                                row.getString("aggregate_id") == null
                                        ? null
                                        : new Aggregate(row.getString("source"), row.getString("aggregate_id")),
                                row.getBytes("body")),
                        arguments)
                .stream()
                .findFirst();
    }

    /**
     * Parks an event and remembers it as received; within the caller's transaction. One that the inbox was made to forget may
     * be parked already.
     *
     * @param tries how often it was tried
     */
    void keep(Event event, String type, byte[] body, String reason, int tries) {
        jdbc.update("""
                with received as (
                  insert into inbox (event_id, source, type, aggregate_id, aggregate_version) values (?, ?, ?, ?, ?)
                  returning event_id, source, type, aggregate_id)
                insert into parked_event (event_id, source, type, aggregate_id, body, reason, tries)
                select event_id, source, type, aggregate_id, ?, ?, ? from received
                on conflict (event_id) do nothing""", event.id(), event.source(), type, event.aggregateId(), event.version(), body, reason, tries);
    }

    void keepUnreadable(byte[] body, String reason) {
        jdbc.update("insert into parked_event (body, reason) values (?, ?) on conflict do nothing", body, reason);
    }

    /**
     * What could not be read turns out to be this event, and waits in its place; within the caller's transaction.
     *
     * @return false if it has been received already
     */
    boolean recognise(long id, Event event, String type) {
        int fresh = jdbc.update("""
                insert into inbox (event_id, source, type, aggregate_id, aggregate_version) values (?, ?, ?, ?, ?)
                on conflict do nothing""", event.id(), event.source(), type, event.aggregateId(), event.version());
        if (fresh == 1) {
            jdbc.update(
                    "update parked_event set event_id = ?, source = ?, type = ?, aggregate_id = ? where id = ?",
                    event.id(),
                    event.source(),
                    type,
                    event.aggregateId(),
                    id);
        }
        return fresh == 1;
    }
}
