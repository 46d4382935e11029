package es.crmfactura.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import es.crmfactura.testing.TestBroker;
import es.crmfactura.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.rabbitmq.RabbitMQContainer;
import org.testcontainers.utility.MountableFile;

/** PostgreSQL and RabbitMQ: where there is Docker containers that can be killed, else those of all tests, which can't. */
final class Servers implements AutoCloseable {

    /** Of the four roles, as in all tests. */
    static final String PASSWORD = "test";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path ROLES = Path.of("../deploy/postgres");

    enum Kind {
        DATABASE,
        BROKER
    }

    private final Map<Kind, GenericContainer<?>> containers;
    private final String url;
    private final String superuser;
    private final String superuserPassword;
    private final ConnectionFactory broker = new ConnectionFactory();

    /** @param url of the database, as JDBC has it */
    private Servers(Map<Kind, GenericContainer<?>> containers, String url, String superuser, String superuserPassword) {
        this.containers = containers;
        this.url = url;
        this.superuser = superuser;
        this.superuserPassword = superuserPassword;
    }

    static Servers start() throws Exception {
        return canBeContainers() ? inContainers() : ofAllTests();
    }

    static boolean canBeContainers() {
        boolean given = System.getenv("SPRING_DATASOURCE_URL") != null || System.getenv("SPRING_RABBITMQ_HOST") != null;
        return !given && DockerClientFactory.instance().isDockerAvailable();
    }

    private static Servers ofAllTests() {
        var database = TestDatabase.instance();
        var given = TestBroker.instance();
        var servers = new Servers(Map.of(), database.url(), null, null);
        servers.broker.setHost(given.host());
        servers.broker.setPort(given.port());
        servers.broker.setUsername(given.user());
        servers.broker.setPassword(given.password());
        servers.broker.setVirtualHost(given.virtualHost());
        return servers;
    }

    private static Servers inContainers() throws Exception {
        var database = database(anyPort());
        int brokerPort = anyPort();
        var broker = new RabbitMQContainer("rabbitmq:4.3-management-alpine");
        broker.setPortBindings(List.of("127.0.0.1:" + brokerPort + ":5672"));
        List.of(database, broker).parallelStream().forEach(GenericContainer::start);
        var servers = new Servers(
                new EnumMap<>(Map.of(Kind.DATABASE, database, Kind.BROKER, broker)),
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(database.getMappedPort(5432), database.getDatabaseName()),
                database.getUsername(),
                database.getPassword());
        servers.broker.setHost("127.0.0.1");
        servers.broker.setPort(brokerPort);
        servers.broker.setUsername(broker.getAdminUsername());
        servers.broker.setPassword(broker.getAdminPassword());
        return servers;
    }

    /** As in docker-compose.yml, with the same script for its roles. */
    @SuppressWarnings("resource")
    private static PostgreSQLContainer database(int port) {
        var database = new PostgreSQLContainer("postgres:18-alpine")
                .withUsername("postgres")
                .withDatabaseName("crmfactura")
                .withCopyFileToContainer(
                        MountableFile.forHostPath(ROLES.resolve("init.sh")), "/docker-entrypoint-initdb.d/init.sh")
                .withCopyFileToContainer(
                        MountableFile.forHostPath(ROLES.resolve("roles.sql")), "/etc/crm-factura/roles.sql");
        for (String role : List.of("CRM_OWNER", "CRM_APP", "FACTURA_OWNER", "FACTURA_APP")) {
            database.addEnv(role + "_PASSWORD", PASSWORD);
        }
        database.setCommand("postgres", "-c", "max_connections=300");
        // small, so that it can be filled
        database.setTmpFsMapping(Map.of("/small", "rw,size=64m"));
        // the same after a restart
        database.setPortBindings(List.of("127.0.0.1:" + port + ":5432"));
        return database;
    }

    static int anyPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    boolean canBeKilled() {
        return !containers.isEmpty();
    }

    Connection superuser() throws SQLException {
        return superuser == null
                ? TestDatabase.instance().superuser()
                : DriverManager.getConnection(url, superuser, superuserPassword);
    }

    URI databaseAddress() {
        return URI.create(url.substring("jdbc:".length()));
    }

    ConnectionFactory broker() {
        return broker;
    }

    void kill(Kind kind) {
        var server = containers.get(kind);
        server.getDockerClient().killContainerCmd(server.getContainerId()).exec();
    }

    /** With all that it held. */
    void loseDatabase() {
        containers.get(Kind.DATABASE).stop();
    }

    /** An empty one with the roles, where the lost one was. */
    void replaceDatabase() {
        var empty = database(databaseAddress().getPort());
        empty.start();
        containers.put(Kind.DATABASE, empty);
    }

    /** As its program asks it to, and not killed; does not wait until it can be connected to. */
    void restart(Kind kind) {
        var server = containers.get(kind);
        server.getDockerClient().restartContainerCmd(server.getContainerId()).exec();
    }

    String container(Kind kind) {
        return containers.get(kind).getContainerId();
    }

    boolean isRunning(Kind kind) {
        return containers.get(kind).isRunning();
    }

    /** Returns when it can be connected to. */
    void startAgain(Kind kind) {
        var server = containers.get(kind);
        server.getDockerClient().startContainerCmd(server.getContainerId()).exec();
        awaitServing(kind);
    }

    void awaitServing(Kind kind) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            if (kind == Kind.DATABASE) {
                superuser().close();
            } else {
                broker.newConnection().close();
            }
            return true;
        });
    }

    /** Runs a command where the database is. */
    void inDatabaseServer(String command) throws IOException, InterruptedException {
        var result = containers.get(Kind.DATABASE).execInContainer("sh", "-c", command);
        assertThat(result.getExitCode()).as(result.getStderr()).isZero();
    }

    @Override
    public void close() {
        containers.values().forEach(GenericContainer::stop);
    }
}
