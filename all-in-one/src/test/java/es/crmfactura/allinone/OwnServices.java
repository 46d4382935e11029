package es.crmfactura.allinone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** An all-in-one that a test has for itself, with its database. */
public final class OwnServices implements AutoCloseable {

    private final Settings settings;
    private final Stack stack;

    public OwnServices(Path folder) throws IOException, SQLException {
        settings = Ports.settings(folder);
        stack = Stack.start(settings);
    }

    public int crmPort() {
        return settings.crmPort();
    }

    public int facturaPort() {
        return settings.facturaPort();
    }

    public Connection superuser() throws IOException, SQLException {
        String port = Files.readAllLines(settings.data().resolve("postgres/postmaster.pid"))
                .get(3);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "postgres",
                Files.readString(settings.data().resolve("password")));
    }

    @Override
    public void close() {
        stack.close();
    }
}
