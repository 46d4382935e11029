package es.crmfactura.factura;

import static org.awaitility.Awaitility.await;

import es.crmfactura.testing.HttpCaller.Answer;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What meets at a row: all of it has begun, and waits for the row, before the first one gets on. */
public final class Encounter {

    private static final String WAITING = """
            select count(distinct pid) from pg_locks join pg_stat_activity using (pid)
            where not granted and locktype in ('transactionid', 'tuple') and datname = current_database()""";

    private Encounter() {}

    /** Requests at an invoice. @return the answers, in their order */
    @SafeVarargs
    public static List<Answer> at(String facturaId, Supplier<Answer>... requests) throws SQLException {
        return at("factura", facturaId, requests);
    }

    /** @return what comes of each, in their order */
    @SafeVarargs
    public static <T> List<T> at(String table, String id, Supplier<T>... all) throws SQLException {
        try (Connection owner = TestDatabase.instance().connect("factura_owner");
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("select from factura.%s where id = '%s' for update".formatted(table, id));
            List<CompletableFuture<T>> outcomes =
                    Stream.of(all).map(CompletableFuture::supplyAsync).toList();
            await().atMost(Duration.ofSeconds(20)).until(() -> waiting(statement), count -> count == all.length);
            owner.commit();
            return outcomes.stream().map(CompletableFuture::join).toList();
        }
    }

    private static int waiting(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery(WAITING)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
