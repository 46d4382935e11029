package es.crmfactura.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the relay reads, while transactions begin and end in every order. */
class LogReaderTest {

    private TestService service;
    private final List<Connection> connections = new ArrayList<>();
    private LogReader reader;
    private LogReader.Cursor cursor;

    @BeforeEach
    void anEmptyLog() throws SQLException {
        service = TestService.named("lector")
                .with("crmfactura.messaging.relay.auto-startup", "false")
                .start();
        reader = new LogReader(connection(), 10);
        cursor = reader.cursor();
    }

    @AfterEach
    void endConnections() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
        service.close();
    }

    @Test
    void aTransactionThatCommitsLateIsNotLost() throws SQLException {
        Connection slow = transaction();
        Connection quick = transaction();
        append(slow, 1);
        append(quick, 2);
        quick.commit();
        assertThat(read()).containsExactly(2);

        Connection third = transaction();
        append(third, 3);
        slow.commit();
        assertThat(read()).as("what became visible behind a greater seq").containsExactly(1);

        third.commit();
        assertThat(read()).containsExactly(3);
        assertThat(read()).isEmpty();
    }

    @Test
    void theOrderIsThatOfTheLogAlsoWhenTransactionsBeganInAnother() throws SQLException {
        Connection first = transaction();
        takeTransactionId(first);
        Connection second = transaction();
        append(second, 1);
        second.commit();
        append(first, 2);
        first.commit();

        assertThat(read()).as("the older transaction wrote later").containsExactly(1, 2);
    }

    @Test
    void whatIsRolledBackNeverWas() throws SQLException {
        Connection undone = transaction();
        append(undone, 1);
        Connection done = transaction();
        append(done, 2);
        done.commit();
        assertThat(read()).containsExactly(2);

        undone.rollback();
        assertThat(read()).isEmpty();
    }

    @Test
    void aLargeDifferenceIsReadInPagesAndWhatCommitsMeanwhileComesAfterIt() throws SQLException {
        Connection late = transaction();
        append(late, 100);
        Connection many = transaction();
        for (int numero = 1; numero <= 25; numero++) {
            append(many, numero);
        }
        many.commit();

        assertThat(read()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        late.commit();
        assertThat(read()).containsExactly(11, 12, 13, 14, 15, 16, 17, 18, 19, 20);
        assertThat(read()).containsExactly(21, 22, 23, 24, 25);
        assertThat(read()).containsExactly(100);
    }

    @Test
    void theStoredCursorIsWhereTheNextReaderGoesOnEvenWithinADifference() throws SQLException {
        Connection many = transaction();
        for (int numero = 1; numero <= 15; numero++) {
            append(many, numero);
        }
        many.commit();
        read();
        reader.moveTo(cursor);

        var next = new LogReader(connection(), 10);
        cursor = next.cursor();
        reader = next;
        assertThat(read()).containsExactly(11, 12, 13, 14, 15);
    }

    @Test
    void aCursorThatSomebodyElseHasMovedIsNotMoved() throws SQLException {
        var other = new LogReader(connection(), 10);
        other.moveTo(other.cursor());

        assertThatThrownBy(() -> reader.moveTo(cursor)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void afterARestoreTheRelayRefusesUntilItIsReseededAndThenDeliversTheLogAgain() throws SQLException {
        Connection writer = transaction();
        append(writer, 1);
        append(writer, 2);
        writer.commit();
        read();
        try (var owner = connectionOf("crm_owner").createStatement()) {
            // as a dump restores it: rows and cursor with transaction ids that this server has not reached
            owner.execute("update event_log set xid = '900000000000'");
            owner.execute("update relay_cursor set snapshot = '900000000001:900000000001:'");
            assertThatThrownBy(() -> new LogReader(connection(), 10).cursor())
                    .hasMessageContaining("select reseed_relay()");

            owner.execute("select reseed_relay()");
        }
        cursor = reader.cursor();
        assertThat(read()).containsExactly(1, 2);
        append(writer, 3);
        writer.commit();
        assertThat(read()).containsExactly(3);
        assertThat(read()).isEmpty();
    }

    private List<Integer> read() throws SQLException {
        LogReader.Page page = reader.next(cursor);
        cursor = page.next();
        return page.rows().stream()
                .map(row -> Integer.valueOf(new String(row.body())))
                .toList();
    }

    private Connection transaction() throws SQLException {
        Connection connection = connection();
        connection.setAutoCommit(false);
        return connection;
    }

    private Connection connection() throws SQLException {
        return connectionOf("crm_app");
    }

    private Connection connectionOf(String role) throws SQLException {
        Connection connection = TestDatabase.instance().connect(role);
        connection.setSchema(service.name());
        connections.add(connection);
        return connection;
    }

    private static void takeTransactionId(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_current_xact_id()");
        }
    }

    private static void append(Connection connection, int numero) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into event_log (event_id, type, routing_key, aggregate_id, aggregate_version, body, created_at)
                values (?, 'tipo', 'clave', ?, ?, ?, now())""")) {
            insert.setObject(1, UUID.randomUUID());
            insert.setObject(2, UUID.randomUUID());
            insert.setInt(3, numero);
            insert.setBytes(4, String.valueOf(numero).getBytes());
            insert.execute();
        }
    }
}
