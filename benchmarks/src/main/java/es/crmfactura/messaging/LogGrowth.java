package es.crmfactura.messaging;

import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/** What the relay's look into the log costs, with few and with many delivered events behind its cursor. */
public final class LogGrowth {

    private static final int LOOKS = 2_000;

    private final Connection writing;
    private final LogReader reader;
    private LogReader.Cursor cursor;

    private LogGrowth(Connection writing, Connection reading) throws SQLException {
        this.writing = writing;
        this.reader = new LogReader(reading, 500);
        this.cursor = new LogReader.Cursor("3:3:", null, 0);
    }

    /** Nanoseconds for one new event, median, in a log of each size. */
    public record Cost(long few, long many) {}

    /** Works in a schema of its own, which is dropped afterwards. */
    public static Cost measure(int few, int many) throws SQLException {
        var database = TestDatabase.instance();
        try (Connection owner = database.superuser();
                Connection writing = database.superuser();
                Connection reading = database.superuser()) {
            owner.createStatement().execute("create schema growth; set search_path = growth");
            for (Connection connection : new Connection[] {writing, reading}) {
                connection.setSchema("growth");
            }
            owner.createStatement().execute("""
                    create sequence event_log_seq;
                    create table event_log (like factura.event_log including defaults including indexes)
                      partition by range (created_at);
                    alter table event_log alter seq set default nextval('growth.event_log_seq');
                    create table event_log_now partition of event_log for values from (minvalue) to (maxvalue)""");
            try {
                var growth = new LogGrowth(writing, reading);
                growth.fill(few);
                growth.look();
                long costOfFew = growth.look();
                growth.fill(many - few);
                owner.createStatement().execute("vacuum analyze growth.event_log");
                growth.look();
                return new Cost(costOfFew, growth.look());
            } finally {
                owner.createStatement().execute("drop schema growth cascade");
            }
        }
    }

    private void fill(int rows) throws SQLException {
        int chunk = 10_000;
        try (var insert = writing.prepareStatement("""
                insert into event_log (event_id, type, routing_key, aggregate_id, aggregate_version, body, created_at)
                select gen_random_uuid(), 'type', 'key', gen_random_uuid(), 1, ?, now() from generate_series(1, ?)""")) {
            for (int done = 0; done < rows; done += chunk) {
                insert.setBytes(1, new byte[200]);
                insert.setInt(2, Math.min(chunk, rows - done));
                insert.execute();
            }
        }
        // all that is delivered: a cursor at the end
        try (var now = writing.createStatement().executeQuery("select pg_current_snapshot()::text")) {
            now.next();
            cursor = new LogReader.Cursor(now.getString(1), null, 0);
        }
    }

    private long look() throws SQLException {
        long[] costs = new long[LOOKS];
        try (var insert = writing.prepareStatement("""
                insert into event_log (event_id, type, routing_key, aggregate_id, aggregate_version, body, created_at)
                values (gen_random_uuid(), 'type', 'key', gen_random_uuid(), 1, ?, now())""")) {
            for (int i = 0; i < LOOKS; i++) {
                insert.setBytes(1, new byte[200]);
                insert.execute();
                long began = System.nanoTime();
                LogReader.Page page = reader.next(cursor);
                costs[i] = System.nanoTime() - began;
                if (page.rows().size() != 1) {
                    throw new IllegalStateException("read " + page.rows().size() + " events instead of one");
                }
                cursor = page.next();
            }
        }
        Arrays.sort(costs);
        return costs[LOOKS / 2];
    }
}
