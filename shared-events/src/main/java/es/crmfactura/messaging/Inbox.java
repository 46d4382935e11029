package es.crmfactura.messaging;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies what has arrived, each event once: the inbox remembers it in the transaction of its effect. A batch is one
 * transaction; if that fails each message is tried alone, so that the bad one is parked with its reason and the rest goes
 * on. When it returns, all is either applied or kept, and the messages may be acknowledged.
 */
final class Inbox {

    private static final Logger log = LoggerFactory.getLogger(Inbox.class);
    static final int TRIES = 3;

    /** Returns the events that are new; those of a parked aggregate wait behind it and are not. */
    private static final String REMEMBER = """
            insert into inbox (event_id, source, type, aggregate_id, aggregate_version)
            select id, source, type, aggregate_id, version
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[])
              as e (id, source, type, aggregate_id, version)
            where not exists (
              select from parked_event p where p.source = e.source and p.aggregate_id = e.aggregate_id)
            on conflict do nothing
            returning event_id""";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Handlers handlers;
    private final Watchers watchers;
    private final EventTypes types;
    private final CloudEventFormat format;
    private final Parking parking;
    private final Tracing tracing;
    private final MessagingMetrics metrics;

    Inbox(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Handlers handlers,
            Watchers watchers,
            EventTypes types,
            CloudEventFormat format,
            Parking parking,
            Tracing tracing,
            MessagingMetrics metrics) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.handlers = handlers;
        this.watchers = watchers;
        this.types = types;
        this.format = format;
        this.parking = parking;
        this.tracing = tracing;
        this.metrics = metrics;
    }

    /** As it came from the broker. */
    sealed interface Received permits Message, Unreadable {}

    private record Message(byte[] body, Event event) implements Received {}

    private record Unreadable(byte[] body, String reason) implements Received {}

    /** Touches nothing, and may be called by another thread, which then reads while the database is at work. */
    Received read(byte[] body) {
        try {
            return new Message(body, format.read(body));
        } catch (CloudEventFormat.UnreadableEventException e) {
            return new Unreadable(body, String.valueOf(e.getMessage()));
        }
    }

    /** @throws DataAccessException if the database is away: nothing is applied then, and nothing may be acknowledged */
    void receive(List<Received> received) {
        List<Message> messages = new ArrayList<>(received.size());
        for (Received one : received) {
            if (one instanceof Message message) {
                messages.add(message);
            } else if (one instanceof Unreadable unreadable) {
                parking.keepUnreadable(unreadable.body(), unreadable.reason());
                metrics.received(0, 0, 1);
            }
        }
        if (messages.isEmpty()) {
            return;
        }
        try {
            applyTogether(messages);
        } catch (RuntimeException e) {
            requireDatabase();
            log.info("a batch of {} failed, applies its events one by one: {}", messages.size(), e.toString());
            messages.forEach(this::applyAlone);
        }
    }

    private void applyTogether(List<Message> messages) {
        List<Event> events = messages.stream().map(Message::event).toList();
        tracing.follow(events, () -> {
            Outcome outcome = Objects.requireNonNull(transaction.execute(status -> apply(messages, events)));
            metrics.received(outcome.applied(), events.size() - outcome.applied() - outcome.parked(), outcome.parked());
        });
    }

    private record Outcome(int applied, int parked) {}

    private Outcome apply(List<Message> messages, List<Event> events) {
        Set<UUID> fresh = remember(events);
        List<Message> blocked = fresh.size() == events.size() ? List.of() : heldBack(messages);
        if (!blocked.isEmpty()) {
            fresh.addAll(rememberAlone(blocked));
        }
        blocked = blocked.stream().filter(m -> !fresh.contains(m.event().id())).toList();
        blocked.forEach(m -> park(m, "waits behind an earlier event of the same aggregate that is parked", 0));
        List<Event> toApply = events.stream().filter(e -> fresh.remove(e.id())).toList();
        toApply.forEach(e -> log.debug("applies {} {}", typeOf(e), e.id()));
        handlers.apply(toApply);
        watchers.show(events);
        return new Outcome(toApply.size(), blocked.size());
    }

    /**
     * Somebody may be about to apply what they wait behind: then they would be parked behind nothing. So they wait for who
     * is at it, and are parked only if they still have to.
     */
    private Set<UUID> rememberAlone(List<Message> blocked) {
        List<Event> events = blocked.stream().map(Message::event).toList();
        parking.lock(events.stream().map(Parking.Aggregate::of).toList());
        return remember(events);
    }

    /** @return the ids of those that are new and whose aggregate has nothing parked */
    private Set<UUID> remember(List<Event> events) {
        return new HashSet<>(jdbc.query(
                REMEMBER,
                (row, number) -> row.getObject(1, UUID.class),
                events.stream().map(Event::id).toArray(UUID[]::new),
                events.stream().map(Event::source).toArray(String[]::new),
                events.stream().map(this::typeOf).toArray(String[]::new),
                events.stream().map(Event::aggregateId).toArray(String[]::new),
                events.stream().map(Event::version).toArray(Long[]::new)));
    }

    /** Of those that were not remembered, the ones that no inbox knows: they are behind a parked event. */
    private List<Message> heldBack(List<Message> messages) {
        Set<UUID> unknown = new HashSet<>(jdbc.queryForList(
                "select id from unnest(?::uuid[]) id where not exists (select from inbox where event_id = id)",
                UUID.class,
                (Object) messages.stream().map(m -> m.event().id()).toArray(UUID[]::new)));
        return messages.stream().filter(m -> unknown.remove(m.event().id())).toList();
    }

    private void park(Message message, String reason, int tries) {
        Event event = message.event();
        String type = typeOf(event);
        parking.keep(event, type, message.body(), reason, tries);
        log.warn("parked {} {} of {}: {}", type, event.id(), event.aggregateId(), reason);
    }

    private String typeOf(Event event) {
        return types.of(event.payload().getClass()).name();
    }

    private void applyAlone(Message message) {
        RuntimeException failure = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                applyTogether(List.of(message));
                return;
            } catch (RuntimeException e) {
                requireDatabase();
                failure = e;
                if (!(e instanceof TransientDataAccessException)) {
                    break;
                }
            }
        }
        String reason = reason(Objects.requireNonNull(failure));
        transaction.executeWithoutResult(status -> park(message, reason, 1));
        metrics.received(0, 0, 1);
    }

    /** An effect that failed because the database is away is nobody's fault, and is tried again when it is back. */
    private void requireDatabase() {
        jdbc.queryForObject("select 1", Integer.class);
    }

    static String reason(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return CloudEventFormat.storable(
                e.getClass().getSimpleName() + ": " + message.substring(0, Math.min(message.length(), 1_000)));
    }
}
