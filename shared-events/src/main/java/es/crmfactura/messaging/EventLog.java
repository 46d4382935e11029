package es.crmfactura.messaging;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
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
     * Appends an event inside the caller's transaction; it is on its way once that commits, and never was if it rolls back.
     * Call it after the aggregate's own row has been written or locked, so that the log keeps the order in which the
     * aggregate really changed: with JPA that means after a flush.
     *
     * @param payload a record of the contract
     * @param version of the aggregate after the change; must grow from event to event
     * @return the event's id
     * @throws IllegalTransactionStateException outside a transaction
     */
    public UUID append(Object payload, UUID aggregateId, long version) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException("an event is appended in the transaction that makes it true");
        }
        EventType type = types.of(payload.getClass());
        var event = new Event(
                ids.generate(),
                source,
                aggregateId.toString(),
                version,
                clock.instant(),
                tracing.currentTraceparent(),
                payload);
        jdbc.update(
                APPEND,
                event.id(),
                type.name(),
                type.routingKey(),
                aggregateId,
                version,
                format.write(event),
                OffsetDateTime.ofInstant(event.time(), ZoneOffset.UTC));
        TransactionSynchronizationManager.registerSynchronization(relay.afterCommit());
        return event.id();
    }
}
