package es.crmfactura.allinone;

import es.crmfactura.crm.CrmApplication;
import es.crmfactura.embedded.LocalBroker;
import es.crmfactura.embedded.LocalPostgres;
import es.crmfactura.embedded.QpidDialect;
import es.crmfactura.embedded.Schemas;
import es.crmfactura.factura.FacturaApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** All that runs, in the order in which it needs each other; closed the other way round. */
final class Stack implements AutoCloseable {

    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private Stack(Settings settings) throws SQLException {
        requireFree("CRM_PORT", settings.crmPort());
        requireFree("FACTURA_PORT", settings.facturaPort());
        try {
            DataFolder folder = closedLater(DataFolder.take(settings.data()));
            String password = folder.password();
            LocalPostgres postgres = closedLater(LocalPostgres.keptIn(folder.postgres(), freePort(), password));
            String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.port());
            try (Connection superuser = DriverManager.getConnection(url, "postgres", password)) {
                Schemas.create(superuser, password);
            }
            LocalBroker broker = closedLater(LocalBroker.start());
            start("crm", CrmApplication.class, properties(settings.crmPort(), url, password, broker));
            start("factura", FacturaApplication.class, properties(settings.facturaPort(), url, password, broker));
        } catch (RuntimeException | SQLException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts everything; when it returns both services answer.
     *
     * @throws CannotStartException if something is in the way that the user can take out of it
     */
    static Stack start(Settings settings) throws SQLException {
        return new Stack(settings);
    }

    private void start(String name, Class<?> application, Map<String, Object> properties) {
        try {
            closedLater(
                    Service.start(name, application, properties, context -> context.registerBean(QpidDialect.class)));
        } catch (IllegalStateException e) {
            // it has said why
            throw new CannotStartException("No ha arrancado %s: más arriba dice por qué.".formatted(name));
        }
    }

    private static Map<String, Object> properties(int port, String url, String password, LocalBroker broker) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", port);
        properties.put("spring.datasource.url", url);
        properties.put("spring.datasource.username", "${crmfactura.messaging.service}_app");
        properties.put("spring.datasource.password", password);
        properties.put("spring.flyway.user", "${crmfactura.messaging.service}_owner");
        properties.put("spring.flyway.password", password);
        // billing's mail server is in the environment of both, and its absence makes neither unhealthy
        properties.put("management.health.mail.enabled", false);
        properties.put("spring.rabbitmq.host", "127.0.0.1");
        properties.put("spring.rabbitmq.port", broker.port());
        properties.put("spring.rabbitmq.username", broker.user());
        properties.put("spring.rabbitmq.password", broker.password());
        properties.put("spring.rabbitmq.virtual-host", "default");
        properties.put("spring.jmx.enabled", false);
        properties.put("crmfactura.demo", true);
        return properties;
    }

    private static void requireFree(String setting, int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw new CannotStartException(
                    ("El puerto %d está ocupado por otro programa. Deténgalo, o indique otro puerto,"
                                    + " por ejemplo: %s=%d")
                            .formatted(port, setting, port + 1_000));
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CannotStartException("No hay ningún puerto libre en este equipo.");
        }
    }

    private <T extends AutoCloseable> T closedLater(T part) {
        running.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                System.err.println("Al detener: " + e.getMessage());
            }
        }
    }
}
