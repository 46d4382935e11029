package es.crmfactura.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log in the order of {@code seq} and misses nothing, although a row with a smaller {@code seq} may become visible
 * after one with a greater: the cursor is no number but a snapshot, and what comes next is what has become visible since.
 *
 * <p>A large difference is worked off in pages under one frozen upper snapshot. Not safe for use by several threads.
 */
public final class LogReader {

    static final String COLUMNS = "e.seq, e.event_id, e.type, e.routing_key, e.body, e.created_at";

    /** Returns the snapshot also when there is no row. By {@code xid} alone: its cost does not grow with the log. */
    private static final String FIRST_PAGE = """
            with fresh as materialized (
              select seq, created_at from event_log where xid >= ?::text::xid8
              union all
              select seq, created_at from event_log where xid = any (?::text::xid8[]))
            select now.snapshot, %1$s
            from (select pg_current_snapshot()::text as snapshot) now
            left join lateral (
              select %1$s from fresh join event_log e using (seq, created_at) order by seq limit ?) e on true
            order by e.seq""".formatted(COLUMNS);

    private static final String NEXT_PAGE = """
            select %s from event_log e
            where seq > ?
              and not pg_visible_in_snapshot(xid, ?::text::pg_snapshot)
              and pg_visible_in_snapshot(xid, ?::text::pg_snapshot)
            order by seq limit ?""".formatted(COLUMNS);

    private static final String CURSOR = """
            select snapshot::text, upper::text, last_seq, revision,
                   pg_snapshot_xmax(snapshot) <= pg_snapshot_xmax(pg_current_snapshot()) as of_this_database
            from %s where %s""";

    private static final String MOVE_CURSOR = """
            update %s
            set snapshot = ?::text::pg_snapshot, upper = ?::text::pg_snapshot, last_seq = ?, revision = revision + 1
            where %s and revision = ?""";

    /**
     * The planner does not know that almost nothing is new, and would read a third of the log to find it. What is left to it
     * is to go by the indexes, with a plan made once. A cursor that a crash of the server takes back is only an older one.
     */
    private static final String SESSION = """
            set synchronous_commit = off;
            set enable_seqscan = off;
            set enable_hashjoin = off;
            set enable_mergejoin = off;
            set jit = off;
            set plan_cache_mode = force_generic_plan""";

    private final Connection connection;
    private final int pageSize;
    private final String readCursor;
    private final String moveCursor;
    private long revision;

    /** @param connection used by nobody else, as it is given settings of its own */
    LogReader(Connection connection, int pageSize) throws SQLException {
        this(connection, pageSize, "relay_cursor", "only_row");
    }

    /** One that stands elsewhere than the relay. */
    static LogReader named(String reader, Connection connection, int pageSize) throws SQLException {
        return new LogReader(connection, pageSize, "log_reader_cursor", "reader = '" + reader + "'");
    }

    private LogReader(Connection connection, int pageSize, String cursors, String own) throws SQLException {
        this.connection = connection;
        this.pageSize = pageSize;
        this.readCursor = CURSOR.formatted(cursors, own);
        this.moveCursor = MOVE_CURSOR.formatted(cursors, own);
        try (var session = connection.createStatement()) {
            session.execute(SESSION);
        }
    }

    /**
     * Where the reader stands.
     *
     * @param snapshot all that is visible in it is behind
     * @param upper the frozen snapshot up to which a large difference is being worked off; null between differences
     * @param lastSeq how far into that difference
     */
    record Cursor(String snapshot, @Nullable String upper, long lastSeq) {

        private String xmax() {
            return snapshot.split(":", -1)[1];
        }

        private String inProgress() {
            return "{" + snapshot.split(":", -1)[2] + "}";
        }
    }

    /** One event as it stands in the log; the body is a CloudEvent. */
    public record Row(long seq, UUID eventId, String type, String routingKey, byte[] body, Instant createdAt) {}

    /** @param next where the reader stands once these rows are dealt with */
    record Page(List<Row> rows, Cursor next) {

        boolean isEmpty() {
            return rows.isEmpty();
        }
    }

    /** @throws IllegalStateException if the cursor belongs to a database that this one was restored from */
    Cursor cursor() throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(readCursor)) {
            row.next();
            if (!row.getBoolean("of_this_database")) {
                throw new IllegalStateException(
                        "The cursor of the log lies in the future: this database was restored from a"
                                + " dump. Run \"select reseed_relay()\" in this schema as its owner.");
            }
            revision = row.getLong("revision");
            return new Cursor(row.getString("snapshot"), row.getString("upper"), row.getLong("last_seq"));
        }
    }

    /** Sees to it that the log has room for the months to come. */
    void createPartitions() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select create_event_log_partitions()");
        }
    }

    Page next(Cursor cursor) throws SQLException {
        return cursor.upper() == null ? firstPage(cursor) : nextPage(cursor, cursor.upper());
    }

    private Page firstPage(Cursor cursor) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIRST_PAGE)) {
            query.setString(1, cursor.xmax());
            query.setString(2, cursor.inProgress());
            query.setInt(3, pageSize);
            try (ResultSet result = query.executeQuery()) {
                List<Row> rows = new ArrayList<>();
                String now = cursor.snapshot();
                while (result.next()) {
                    now = result.getString("snapshot");
                    if (result.getObject("seq") != null) {
                        rows.add(row(result));
                    }
                }
                return page(rows, cursor.snapshot(), now);
            }
        }
    }

    private Page nextPage(Cursor cursor, String upper) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(NEXT_PAGE)) {
            query.setLong(1, cursor.lastSeq());
            query.setString(2, cursor.snapshot());
            query.setString(3, upper);
            query.setInt(4, pageSize);
            try (ResultSet result = query.executeQuery()) {
                List<Row> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(row(result));
                }
                return page(rows, cursor.snapshot(), upper);
            }
        }
    }

    private Page page(List<Row> rows, String snapshot, String upper) {
        boolean more = rows.size() == pageSize;
        return new Page(
                rows,
                more ? new Cursor(snapshot, upper, rows.get(rows.size() - 1).seq()) : new Cursor(upper, null, 0));
    }

    static Row row(ResultSet result) throws SQLException {
        return new Row(
                result.getLong("seq"),
                result.getObject("event_id", UUID.class),
                result.getString("type"),
                result.getString("routing_key"),
                result.getBytes("body"),
                result.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    /** @throws IllegalStateException if somebody else has moved the cursor since it was read */
    void moveTo(Cursor cursor) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(moveCursor)) {
            update.setString(1, cursor.snapshot());
            update.setString(2, cursor.upper());
            update.setLong(3, cursor.lastSeq());
            update.setLong(4, revision);
            if (update.executeUpdate() == 0) {
                throw new IllegalStateException("the cursor of the log was moved by somebody else");
            }
            revision++;
        }
    }
}
