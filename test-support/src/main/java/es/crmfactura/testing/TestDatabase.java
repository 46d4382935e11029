package es.crmfactura.testing;

import es.crmfactura.embedded.LocalPostgres;
import es.crmfactura.embedded.Schemas;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A database of this JVM's own, with the roles and schemas of both services, dropped when the JVM ends.
 *
 * <p>The server is the one of {@code SPRING_DATASOURCE_URL}, {@code _USERNAME} (a superuser) and {@code _PASSWORD}, else a
 * PostgreSQL container, else an embedded PostgreSQL.
 */
public final class TestDatabase {

    private static final String PASSWORD = "test";

    private final Server server;
    private final String name = "test_" + UUID.randomUUID().toString().replace("-", "");

    private TestDatabase(Server server) {
        this.server = server;
        try (Connection admin = server.connect(server.database());
                var statement = admin.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no test database on " + server.description(), e);
        }
        try (Connection superuser = superuser()) {
            Schemas.create(superuser, PASSWORD);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestDatabase first() {
        Server server = chooseServer();
        var database = new TestDatabase(server);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            database.drop();
            server.stop().run();
        }));
        return database;
    }

    /** The one database of this JVM. */
    public static TestDatabase instance() {
        return Holder.INSTANCE;
    }

    /** One more on its server, for who looks at all that is there; to be dropped by whoever has asked for it. */
    public TestDatabase another() {
        return new TestDatabase(server);
    }

    public String url() {
        return server.url(name);
    }

    /** The password of all four roles. */
    public String password() {
        return PASSWORD;
    }

    public Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(url(), role, PASSWORD);
    }

    public Connection superuser() throws SQLException {
        return server.connect(name);
    }

    /** Which kind of server it is, for people. */
    public String description() {
        return server.description();
    }

    public void drop() {
        try (Connection admin = server.connect(server.database());
                var statement = admin.createStatement()) {
            statement.execute("drop database " + name + " with (force)");
        } catch (SQLException e) {
            System.err.println("could not drop " + name + ": " + e.getMessage());
        }
    }

    private static Server chooseServer() {
        String given = System.getenv("SPRING_DATASOURCE_URL");
        if (given != null) {
            String path = given.replaceFirst("\\?.*", "");
            int slash = path.lastIndexOf('/');
            return new Server(
                    path.substring(0, slash + 1),
                    path.substring(slash + 1),
                    Objects.requireNonNull(System.getenv("SPRING_DATASOURCE_USERNAME")),
                    Objects.requireNonNull(System.getenv("SPRING_DATASOURCE_PASSWORD")),
                    "PostgreSQL of the environment",
                    () -> {});
        }
        if (Containers.AVAILABLE) {
            @SuppressWarnings("resource")
            var container = new PostgreSQLContainer("postgres:18-alpine");
            container.setCommand("postgres", "-c", "max_connections=200");
            container.start();
            return new Server(
                    "jdbc:postgresql://%s:%d/".formatted(container.getHost(), container.getMappedPort(5432)),
                    container.getDatabaseName(),
                    container.getUsername(),
                    container.getPassword(),
                    "PostgreSQL in a container",
                    container::stop);
        }
        var embedded = LocalPostgres.temporary();
        return new Server(
                "jdbc:postgresql://127.0.0.1:" + embedded.port() + "/",
                "postgres",
                "postgres",
                "postgres",
                "embedded PostgreSQL",
                embedded::close);
    }

    private record Server(
            String baseUrl, String database, String superuser, String password, String description, Runnable stop) {

        String url(String database) {
            return baseUrl + database;
        }

        Connection connect(String database) throws SQLException {
            return DriverManager.getConnection(url(database), superuser, password);
        }
    }

    private static final class Holder {
        static final TestDatabase INSTANCE = first();
    }
}
