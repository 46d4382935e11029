package es.crmfactura.messaging;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Tells once more what {@link Replays} was asked for, beside the relay and without holding it up. Of all instances of a
 * service one does it, page by page; a page counts when the broker has confirmed it. Whoever is stopped before that leaves
 * it to be sent again.
 */
final class Replayer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Replayer.class);

    private final MessagingProperties settings;
    private final DatabaseConnections database;
    private final BrokerConnections broker;
    private final WakeUp wakeUp = new WakeUp();
    private final Worker worker;

    Replayer(MessagingProperties settings, DatabaseConnections database, BrokerConnections broker) {
        this.settings = settings;
        this.database = database;
        this.broker = broker;
        this.worker = new Worker(
                settings.service() + "-replay",
                this::takePart,
                reason -> log.warn("replays nothing for now: {}", reason));
    }

    private void takePart() throws IOException, SQLException {
        String name = settings.service() + " replay";
        try (Connection connection = database.open(name);
                var leadership = new Leadership("replay", connection, wakeUp)) {
            while (!leadership.isWon()) {
                if (!worker.isWanted()) {
                    return;
                }
                leadership.standBy(settings.relay().standbyRetry());
            }
            var jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            while (worker.isWanted()) {
                if (next(jdbc).isPresent()) {
                    replayAll(jdbc, name);
                }
                wakeUp.await(settings.relay().pollInterval());
            }
        }
    }

    private void replayAll(JdbcTemplate jdbc, String name) throws IOException {
        try (var publisher = new ConfirmedPublisher(
                broker.openForPages(name), settings.exchange(), settings.service(), wakeUp::nudge)) {
            Optional<Replays.Replay> next;
            while (worker.isWanted() && (next = next(jdbc)).isPresent()) {
                replayPage(jdbc, publisher, next.get());
            }
        }
    }

    private static Optional<Replays.Replay> next(JdbcTemplate jdbc) {
        return jdbc
                .query(
                        "select * from replay where done_at is null order by created_at, id limit 1",
                        (row, number) -> Replays.replay(row))
                .stream()
                .findFirst();
    }

    private void replayPage(JdbcTemplate jdbc, ConfirmedPublisher publisher, Replays.Replay replay) throws IOException {
        List<LogReader.Row> rows = page(jdbc, replay);
        if (!rows.isEmpty()) {
            awaitConfirm(publisher, publisher.publish(rows));
        }
        boolean last = rows.size() < settings.relay().pageSize();
        jdbc.update(
                """
                update replay set position = ?, sent = sent + ?, done_at = case when ? then now() end
                where id = ? and position = ?""",
                rows.isEmpty() ? replay.position() : rows.get(rows.size() - 1).seq(),
                rows.size(),
                last,
                replay.id(),
                replay.position());
        if (last) {
            log.info("replayed {} events for {}: {}", replay.sent() + rows.size(), replay.askedBy(), replay.reason());
        }
    }

    /** Only with the conditions that are given, so that each finds its index. */
    private List<LogReader.Row> page(JdbcTemplate jdbc, Replays.Replay replay) {
        var sql = new StringBuilder("select " + LogReader.COLUMNS + " from event_log e where seq > ? and seq <= ?");
        List<Object> values = new ArrayList<>(List.of(replay.position(), replay.untilSeq()));
        Replays.Selection wanted = replay.selection();
        List<UUID> ids = wanted.eventIds();
        with(" and event_id = any (?::uuid[])", ids == null ? null : ids.toArray(UUID[]::new), sql, values);
        with(
                " and created_at >= ?",
                wanted.from() == null ? null : wanted.from().atOffset(ZoneOffset.UTC),
                sql,
                values);
        with(" and created_at <= ?", wanted.to() == null ? null : wanted.to().atOffset(ZoneOffset.UTC), sql, values);
        with(" and type = ?", wanted.type(), sql, values);
        with(" and type <> all (?::text[])", wanted.exceptTypes().toArray(String[]::new), sql, values);
        with(" and aggregate_id = ?", wanted.aggregateId(), sql, values);
        with(" and aggregate_version >= ?", wanted.fromVersion(), sql, values);
        with(" and aggregate_version <= ?", wanted.toVersion(), sql, values);
        values.add(settings.relay().pageSize());
        return jdbc.query(sql + " order by seq limit ?", (row, number) -> LogReader.row(row), values.toArray());
    }

    private static void with(String condition, @Nullable Object value, StringBuilder sql, List<Object> values) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    private void awaitConfirm(ConfirmedPublisher publisher, long tag) throws IOException {
        long deadline = System.nanoTime() + settings.relay().confirmTimeout().toNanos();
        while (!publisher.isConfirmed(tag)) {
            if (System.nanoTime() > deadline || !worker.isWanted()) {
                throw new IOException("the broker has not confirmed a page yet");
            }
            wakeUp.await(settings.relay().pollInterval());
        }
    }

    @Override
    public void start() {
        worker.start();
    }

    @Override
    public void stop() {
        worker.stop(wakeUp::nudge);
    }

    @Override
    public boolean isRunning() {
        return worker.isWanted();
    }

    @Override
    public boolean isAutoStartup() {
        return settings.relay().autoStartup();
    }

    @Override
    public int getPhase() {
        return Relay.PHASE;
    }
}
