package es.crmfactura.messaging;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * One of the instances that work in this schema leads, for as long as its connection lives: the lock goes with it. A standby
 * tells the leader of its own commits through {@code NOTIFY}, on this connection and never inside the business
 * transaction, where it would make commits queue up one behind the other.
 */
final class Leadership implements AutoCloseable {

    private static final String LOCK = "select pg_try_advisory_lock(hashtextextended('%s:' || current_schema(), 0))";
    private static final String TELL = "select pg_notify('%s:' || current_schema(), '')";

    private final String task;
    private final Connection connection;
    private final WakeUp wakeUp;
    private @Nullable Connection listening;

    /** @param task which of the things that only one instance does */
    Leadership(String task, Connection connection, WakeUp wakeUp) {
        this.task = task;
        this.connection = connection;
        this.wakeUp = wakeUp;
    }

    boolean isWon() throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOCK.formatted(task))) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Passes on what is committed here, until it is time to try again. */
    void standBy(Duration retry) throws SQLException {
        if (wakeUp.await(retry) == WakeUp.Reason.COMMIT) {
            try (var statement = connection.createStatement()) {
                statement.execute(TELL.formatted(task));
            }
        }
    }

    /** From now on commits of the standbys wake this leader. Without it they would only be found by the next poll. */
    void listen(Callable<Connection> connections) throws SQLException {
        Connection other;
        try {
            other = connections.call();
        } catch (SQLException e) {
            throw e;
        } catch (Exception e) {
            throw new SQLException(e);
        }
        listening = other;
        try (var statement = other.createStatement()) {
            statement.execute("listen \"" + task + ":" + other.getSchema() + "\"");
        }
        var thread = new Thread(() -> passOn(other), Thread.currentThread().getName() + "-wake-up");
        thread.setDaemon(true);
        thread.start();
    }

    private void passOn(Connection other) {
        try {
            PGConnection notifications = other.unwrap(PGConnection.class);
            while (!other.isClosed()) {
                if (notifications.getNotifications(10_000).length > 0) {
                    wakeUp.committed();
                }
            }
        } catch (SQLException e) {
            // closed together with the leadership, or lost: then the poll finds what is new, a little later
        }
    }

    @Override
    public void close() throws SQLException {
        if (listening != null) {
            listening.close();
        }
    }
}
