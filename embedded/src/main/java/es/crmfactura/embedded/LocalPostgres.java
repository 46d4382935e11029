package es.crmfactura.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** A real PostgreSQL server, started as a child process and reachable on 127.0.0.1 only. */
public final class LocalPostgres implements AutoCloseable {

    private static final String PASSWORDS_ONLY = "host all all 127.0.0.1/32 scram-sha-256\n";

    private final EmbeddedPostgres server;

    private LocalPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** A server on a free port whose data are thrown away when it is closed. It trusts whoever connects. */
    public static LocalPostgres temporary() {
        return start(EmbeddedPostgres.builder());
    }

    /**
     * A server whose data stay in {@code data} and survive a power cut: a commit is on disk before it is answered. It lets in
     * nobody without a password, also where it trusted everybody until now.
     *
     * @param password of the superuser {@code postgres}, the same at every start
     */
    public static LocalPostgres keptIn(Path data, int port, String password) {
        try {
            Files.createDirectories(data);
            LocalPostgres postgres = start(EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setConnectConfig("password", password)
                    .setPort(port));
            postgres.requirePasswords(data.resolve("pg_hba.conf"), password);
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules come last: as long as they are the old ones, the next start does all this again. */
    private void requirePasswords(Path rules, String password) throws IOException {
        if (Files.readString(rules).equals(PASSWORDS_ONLY)) {
            return;
        }
        String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port());
        try (Connection superuser = DriverManager.getConnection(url, "postgres", password);
                var statement = superuser.createStatement()) {
            statement.execute("alter role postgres password '%s'".formatted(password));
            Path complete = Files.writeString(rules.resolveSibling("pg_hba.conf.new"), PASSWORDS_ONLY);
            Files.move(complete, rules, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            statement.execute("select pg_reload_conf()");
        } catch (IOException | SQLException e) {
            close();
            throw new IOException("PostgreSQL could not be closed to strangers", e);
        }
    }

    private static LocalPostgres start(EmbeddedPostgres.Builder builder) {
        try {
            return new LocalPostgres(builder.setServerConfig("listen_addresses", "127.0.0.1")
                    // the library switches these off, which is fast and loses data
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "200")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setRegisterShutdownHook(false)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
