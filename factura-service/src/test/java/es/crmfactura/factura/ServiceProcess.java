package es.crmfactura.factura;

import static org.awaitility.Awaitility.await;

import es.crmfactura.testing.TestDatabase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Billing as a process of its own, on the database of the tests and without a broker: one that can be killed. */
public final class ServiceProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** By which the database knows its connections. */
    private static final String NAME = "billing-process";

    private static final String CONNECTIONS =
            "from pg_stat_activity where application_name = '" + NAME + "' and datname = current_database()";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path log;
    private final int port;
    private final Process process;

    private ServiceProcess(Path log, int port, Process process) {
        this.log = log;
        this.port = port;
        this.process = process;
    }

    /** @return once it is ready */
    public static ServiceProcess start(Path log) throws IOException {
        int port = anyPort();
        var command = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                FacturaApplication.class.getName());
        var database = TestDatabase.instance();
        var environment = command.environment();
        environment.put("SERVER_PORT", String.valueOf(port));
        environment.put("SPRING_DATASOURCE_URL", database.url() + "?ApplicationName=" + NAME);
        environment.put("SPRING_DATASOURCE_USERNAME", "factura_app");
        environment.put("SPRING_DATASOURCE_PASSWORD", database.password());
        environment.put("SPRING_FLYWAY_USER", "factura_owner");
        environment.put("SPRING_FLYWAY_PASSWORD", database.password());
        environment.put("CRMFACTURA_DEMO", "true");
        // so that a test has years to itself
        environment.put("CRMFACTURA_VERIFACTU_PRIMERAFECHA", "1600-01-01");
        environment.put("CRMFACTURA_MESSAGING_SOURCES", "");
        environment.put("CRMFACTURA_MESSAGING_RELAY_AUTOSTARTUP", "false");
        Process process =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        var service = new ServiceProcess(log, port, process);
        await().atMost(PATIENCE).until(service::isReady);
        return service;
    }

    public int port() {
        return port;
    }

    /** Without a chance to finish anything; returns when the database has forgotten it too. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        await().atMost(PATIENCE).until(() -> count("select count(*) " + CONNECTIONS) == 0);
    }

    /** Cuts one of its connections, whatever it is doing. */
    public static void cutAConnection() throws SQLException {
        count("select count(*) from (select pg_terminate_backend(pid) from (select pid " + CONNECTIONS
                + " order by random() limit 1) victim) cut");
    }

    /** @throws AssertionError with its log if it has ended by itself */
    public void mustBeAlive() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError(Files.readString(log));
        }
    }

    private boolean isReady() throws IOException, InterruptedException {
        mustBeAlive();
        var readiness = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .build();
        try {
            return http.send(readiness, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (ConnectException e) {
            return false;
        }
    }

    private static int count(String sql) throws SQLException {
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static int anyPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
