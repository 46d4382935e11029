package es.crmfactura.messaging;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The append-only log of what this service tells others: at once its outbox, its audit trail and its source of replays. */
public final class EventLog {

    private static final String APPEND = """
            insert into event_log
              (event_id, type, routing_key, aggregate_id, aggregate_version, body, created_at)
            values (?, ?, ?, ?, ?, ?, ?)""";

    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final JdbcTemplate jdbc;
    private final EventTypes types;
    private final CloudEventFormat format;
    private final Tracing tracing;
    private final String source;
    private final Clock clock;
    private final WakeUp relay;

    EventLog(
            JdbcTemplate jdbc,
            EventTypes types,
            CloudEventFormat format,
            Tracing tracing,
            String source,
            Clock clock,
            WakeUp relay) {
        this.jdbc = jdbc;
        this.types = types;
        this.format = format;
        this.tracing = tracing;
        this.source = source;
        this.clock = clock;
        this.relay = relay;
    }

    /**
     * What is to be told.
     *
     * @param payload a record of the contract
     * @param version of the aggregate after the change; must grow from event to event
     * @param trace of who wanted it, see {@link #currentTrace()}
     */
    public record Entry(
            Object payload,
            UUID aggregateId,
            long version,
            @Nullable String trace) {}

    /** The W3C trace context of this thread's work; null outside of one. */
    public @Nullable String currentTrace() {
        return tracing.currentTraceparent();
    }

    /**
     * Appends an event of this thread's own work.
     *
     * @return the event's id
     * @throws IllegalTransactionStateException outside a transaction
     * @see #append(List)
     */
    public UUID append(Object payload, UUID aggregateId, long version) {
        return append(List.of(new Entry(payload, aggregateId, version, currentTrace())))
                .get(0);
    }

    /**
     * Appends events inside the caller's transaction; they are on their way once that commits, and never were if it rolls
     * back. Call it after the aggregate's own row has been written or locked, so that the log keeps the order in which the
     * aggregate really changed: with JPA that means after a flush.
     *
     * @return the events' ids
     * @throws IllegalTransactionStateException outside a transaction
     */
    public List<UUID> append(List<Entry> entries) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException("an event is appended in the transaction that makes it true");
        }
        List<Object[]> rows = entries.stream().map(this::row).toList();
        jdbc.batchUpdate(APPEND, rows);
        TransactionSynchronizationManager.registerSynchronization(relay.afterCommit());
        return ids(rows);
    }

    /**
     * Appends events in a transaction that is none of Spring's, such as that of a {@link LogFollower.Reaction}. The relay
     * finds them at its next look.
     *
     * @param transaction what it is written through
     * @return the events' ids
     */
    public List<UUID> append(JdbcTemplate transaction, List<Entry> entries) {
        List<Object[]> rows = entries.stream().map(this::row).toList();
        transaction.batchUpdate(APPEND, rows);
        return ids(rows);
    }

    private Object[] row(Entry entry) {
        EventType type = types.of(entry.payload().getClass());
        Instant now = clock.instant();
        UUID id = ids.generate();
        var event = new Event(
                id, source, entry.aggregateId().toString(), entry.version(), now, entry.trace(), entry.payload());
        return new Object[] {
            id,
            type.name(),
            type.routingKey(),
            entry.aggregateId(),
            entry.version(),
            format.write(event),
            OffsetDateTime.ofInstant(now, ZoneOffset.UTC)
        };
    }

    private static List<UUID> ids(List<Object[]> rows) {
        return rows.stream().map(row -> (UUID) row[0]).toList();
    }
}
