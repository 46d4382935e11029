package es.crmfactura.messaging;

import es.crmfactura.messaging.Parking.Aggregate;
import es.crmfactura.messaging.Parking.Parked;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people decide about messages that are parked. Each message has a transaction of its own, in which it also leaves the
 * parking and the decision is noted; whoever is interrupted has done some of them and may begin again.
 */
public final class ParkedEvents {

    /** With one call: what is left is asked for with the next. */
    static final int MOST = 1_000;

    private static final String MATCHES =
            " from parked_event where (?::text is null or source = ?) and (?::text is null or type = ?)";

    /** What has been tried the least comes first, so that what fails each time does not stand in the way of the rest. */
    private static final String HEADS = "select min(id)" + MATCHES + """
             group by source, aggregate_id, case when event_id is null then id end
             order by max(tries), min(id) limit\
             """ + " " + MOST;

    private static final String NOTE = """
            insert into parked_decision
              (decided_by, reason, outcome, parked_id, event_id, source, type, aggregate_id, parked_at, parked_reason, body)
            select ?, ?, ?, id, event_id, source, type, aggregate_id, parked_at, reason, case when ? then body end from done""";

    private static final String LEAVES = "with done as (delete from parked_event where id = ? returning *) " + NOTE;

    private static final String STAYS = """
            with done as (
              update parked_event set reason = ?, tries = tries + 1, tried_at = now() where id = ? returning *)
            """ + NOTE;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Handlers handlers;
    private final Watchers watchers;
    private final EventTypes types;
    private final CloudEventFormat format;
    private final Parking parking;
    private final Tracing tracing;
    private final MessagingMetrics metrics;

    /** @param transaction independent of the caller's */
    ParkedEvents(
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

    /** What has become of a message. */
    public enum Outcome {
        APPLIED,
        DUPLICATE,
        FAILED,
        DISCARDED
    }

    /** By whom, and why. */
    public record Decision(String who, String why) {}

    /** Null stands for any. */
    public record Selection(
            @Nullable String source, @Nullable String type) {}

    /** One that stays parked. */
    public record Failure(long id, String reason) {}

    /** What has become of those that were tried. */
    public record Tally(int applied, int duplicate, List<Failure> failed) {}

    /**
     * Applies a message, and what waits behind it, in order and as far as it goes. One that waits itself is not put before
     * those it waits for: its aggregate is retried from its first.
     *
     * @return empty if it is not parked
     */
    public Optional<Tally> retry(long id, Decision decision) {
        return parking.find(id).map(parked -> {
            var round = new Round(decision);
            round.retry(parked);
            return round.tally();
        });
    }

    /** The same for all that match, up to a limit. */
    public Tally retry(Selection selection, Decision decision) {
        var round = new Round(decision);
        jdbc.queryForList(HEADS, Long.class, arguments(selection)).stream()
                .takeWhile(id -> round.goesOn())
                .forEach(id -> parking.find(id).ifPresent(round::retry));
        return round.tally();
    }

    /** How many that match are parked. */
    public long count(Selection selection) {
        Long count = jdbc.queryForObject("select count(*)" + MATCHES, Long.class, arguments(selection));
        return count == null ? 0 : count;
    }

    private static Object[] arguments(Selection selection) {
        return new Object[] {selection.source(), selection.source(), selection.type(), selection.type()};
    }

    /**
     * Gives a message up. It counts as received, and what waits behind it goes on waiting until it is retried.
     *
     * @return false if it is not parked
     */
    public boolean discard(long id, Decision decision) {
        boolean discarded = Boolean.TRUE.equals(transaction.execute(tx -> {
            parking.find(id).flatMap(Parked::whose).ifPresent(aggregate -> parking.lock(List.of(aggregate)));
            return leave(id, decision, Outcome.DISCARDED);
        }));
        if (discarded) {
            metrics.decided(Outcome.DISCARDED);
        }
        return discarded;
    }

    private boolean leave(long id, Decision decision, Outcome outcome) {
        return jdbc.update(LEAVES, id, decision.who(), decision.why(), name(outcome), outcome == Outcome.DISCARDED) > 0;
    }

    private static String name(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** What one call does. */
    private final class Round {

        private final Decision decision;
        private final List<Failure> failed = new ArrayList<>();
        private int applied;
        private int duplicate;

        Round(Decision decision) {
            this.decision = decision;
        }

        boolean goesOn() {
            return applied + duplicate + failed.size() < MOST;
        }

        Tally tally() {
            return new Tally(applied, duplicate, List.copyOf(failed));
        }

        void retry(Parked parked) {
            parked.whose().or(() -> readAgain(parked.id())).ifPresent(aggregate -> {
                while (goesOn() && retryFirst(aggregate)) {
                    // one after the other
                }
            });
        }

        /** @return whose event it is; empty if it can't be read, or has been received already */
        private Optional<Aggregate> readAgain(long id) {
            try {
                return Objects.requireNonNull(
                        transaction.execute(tx -> parking.findUnreadable(id).flatMap(this::recognise)));
            } catch (CloudEventFormat.UnreadableEventException e) {
                stay(id, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        }

        private Optional<Aggregate> recognise(Parked parked) {
            Event event = format.read(parked.body());
            if (parking.recognise(
                    parked.id(), event, types.of(event.payload().getClass()).name())) {
                return Optional.of(Aggregate.of(event));
            }
            leave(parked.id(), decision, Outcome.DUPLICATE);
            duplicate++;
            metrics.decided(Outcome.DUPLICATE);
            return Optional.empty();
        }

        /** @return whether it went through: then there may be another behind it */
        private boolean retryFirst(Aggregate aggregate) {
            List<Parked> first = new ArrayList<>();
            for (int i = 1; ; i++) {
                try {
                    first.clear();
                    transaction.executeWithoutResult(tx -> {
                        parking.lock(List.of(aggregate));
                        parking.first(aggregate).ifPresent(first::add);
                        first.forEach(this::apply);
                    });
                    applied += first.size();
                    first.forEach(parked -> metrics.decided(Outcome.APPLIED));
                    return !first.isEmpty();
                } catch (RuntimeException e) {
                    // with the database away nobody is to blame, and nothing is noted
                    jdbc.queryForObject("select 1", Integer.class);
                    if (first.isEmpty()) {
                        throw e;
                    }
                    if (i == Inbox.TRIES || !(e instanceof TransientDataAccessException)) {
                        stay(first.get(0).id(), Inbox.reason(e));
                        return false;
                    }
                }
            }
        }

        private void apply(Parked parked) {
            Event event = format.read(parked.body());
            if (leave(parked.id(), decision, Outcome.APPLIED)) {
                tracing.follow(List.of(event), () -> handlers.apply(List.of(event)));
                watchers.show(List.of(event));
            }
        }

        private void stay(long id, String reason) {
            Integer noted = transaction.execute(
                    tx -> jdbc.update(STAYS, reason, id, decision.who(), decision.why(), name(Outcome.FAILED), false));
            if (noted != null && noted > 0) {
                failed.add(new Failure(id, reason));
                metrics.decided(Outcome.FAILED);
            }
        }
    }
}
