package es.crmfactura.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Takes the log to a {@link Reaction} inside this service, in order and each event once: what the reaction writes and the
 * cursor are one transaction. Of all instances of a service one leads.
 */
public final class LogFollower implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LogFollower.class);

    /** What is done with the log. All of it is called by one thread, and only where this instance leads. */
    public interface Reaction {

        /** Called at every look; the log is read only if it is true. */
        boolean isWanted(JdbcTemplate transaction);

        /** Writes through {@code transaction} alone, which also moves the cursor. */
        void take(JdbcTemplate transaction, List<LogReader.Row> events);

        /** Called after every look, outside of any transaction. */
        void lead();

        /** This instance does not lead any more. */
        void standBack();
    }

    private final String name;
    private final MessagingProperties settings;
    private final String reader;
    private final Duration interval;
    private final boolean autoStartup;
    private final DatabaseConnections database;
    private final Reaction reaction;
    private final WakeUp wakeUp = new WakeUp();
    private final Worker worker;

    LogFollower(
            MessagingProperties settings,
            String reader,
            Duration interval,
            boolean autoStartup,
            DatabaseConnections database,
            Reaction reaction) {
        this.name = settings.service() + "-" + reader;
        this.settings = settings;
        this.reader = reader;
        this.interval = interval;
        this.autoStartup = autoStartup;
        this.database = database;
        this.reaction = reaction;
        this.worker = new Worker(name, this::takePart, reason -> log.warn("{} rests for now: {}", name, reason));
    }

    private void takePart() throws SQLException {
        try (Connection connection = database.open(name);
                var leadership = new Leadership(reader, connection, wakeUp)) {
            while (!leadership.isWon()) {
                if (!worker.isWanted()) {
                    return;
                }
                leadership.standBy(settings.relay().standbyRetry());
            }
            follow(connection);
        } finally {
            reaction.standBack();
        }
    }

    private void follow(Connection connection) throws SQLException {
        LogReader events = LogReader.named(reader, connection, settings.relay().pageSize());
        var transaction = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        connection.setAutoCommit(false);
        while (worker.isWanted()) {
            boolean maybeMore = reaction.isWanted(transaction) && takePage(events, transaction);
            connection.commit();
            reaction.lead();
            if (!maybeMore) {
                wakeUp.await(interval);
            }
        }
    }

    /** The cursor is read each time, as whoever makes the reaction wanted may move it to where the log ends. */
    private boolean takePage(LogReader events, JdbcTemplate transaction) throws SQLException {
        LogReader.Cursor cursor = events.cursor();
        LogReader.Page page = events.next(cursor);
        boolean withinDifference = cursor.upper() != null;
        if (!page.isEmpty()) {
            reaction.take(transaction, page.rows());
        }
        // also past the end of a difference that has filled its last page: else it would stand there for ever
        if (!page.isEmpty() || withinDifference) {
            events.moveTo(page.next());
        }
        return withinDifference || page.next().upper() != null;
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
        return autoStartup;
    }

    @Override
    public int getPhase() {
        return Relay.PHASE;
    }
}
