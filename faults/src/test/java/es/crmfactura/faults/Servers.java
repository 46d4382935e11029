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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/**
 * PostgreSQL and RabbitMQ: where there is Docker containers that can be killed, else the servers of all tests, which can't, with a
 * database of their own and without what others have left in the queues.
 */
final class Servers implements AutoCloseable {

    /** Of the four roles, as in all tests. */
    static final String PASSWORD = "test";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    enum Kind {
        DATABASE,
        BROKER
    }

    private final Map<Kind, GenericContainer<?>> containers;
    private volatile String url;
    private final String superuser;
    private final String superuserPassword;
    private final ConnectionFactory broker = new ConnectionFactory();
    private @Nullable GenericContainer<?> standby;
    private @Nullable TestDatabase database;

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

    static boolean areThere() {
        return canBeContainers() || TestBroker.instance().realRabbitMq();
    }

    static boolean canBeContainers() {
        boolean given = System.getenv("SPRING_DATASOURCE_URL") != null || System.getenv("SPRING_RABBITMQ_HOST") != null;
        return !given && DockerClientFactory.instance().isDockerAvailable();
    }

    private static Servers ofAllTests() throws Exception {
        var database = TestDatabase.instance().another();
        var given = TestBroker.instance();
        var servers = new Servers(Map.of(), database.url(), null, null);
        servers.database = database;
        servers.broker.setHost(given.host());
        servers.broker.setPort(given.port());
        servers.broker.setUsername(given.user());
        servers.broker.setPassword(given.password());
        servers.broker.setVirtualHost(given.virtualHost());
        servers.deleteQueues();
        return servers;
    }

    private void deleteQueues() throws Exception {
        try (var connection = broker.newConnection();
                var channel = connection.createChannel()) {
            for (String queue : List.of("crm.inbox", "factura.inbox", Listener.QUEUE)) {
                channel.queueDelete(queue);
            }
        }
    }

    private static Servers inContainers() throws Exception {
        var database = DatabaseContainer.empty(anyPort(), PASSWORD);
        int brokerPort = anyPort();
        var broker = new RabbitMQContainer("rabbitmq:4.3-management-alpine");
        broker.setPortBindings(List.of("127.0.0.1:" + brokerPort + ":5672"));
        List.of(database, broker).parallelStream().forEach(GenericContainer::start);
        var servers = new Servers(
                new EnumMap<>(Map.of(Kind.DATABASE, database, Kind.BROKER, broker)),
                DatabaseContainer.url(database),
                database.getUsername(),
                database.getPassword());
        servers.broker.setHost("127.0.0.1");
        servers.broker.setPort(brokerPort);
        servers.broker.setUsername(broker.getAdminUsername());
        servers.broker.setPassword(broker.getAdminPassword());
        return servers;
    }

    /** What is committed from now on is there too before anybody is answered. */
    void addStandby() throws Exception {
        inDatabaseServer("echo 'host replication all all scram-sha-256' >> $PGDATA/pg_hba.conf");
        try (Connection connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute("select pg_reload_conf()");
            standby = DatabaseContainer.standby(containers.get(Kind.DATABASE), anyPort(), PASSWORD);
            standby.start();
            // not before it is there: it takes the settings along, and would wait for a standby of its own
            statement.execute("alter system set synchronous_standby_names = '*'");
            statement.execute("select pg_reload_conf()");
            await().atMost(PATIENCE)
                    .until(() -> !Ledger.rows(
                                    statement, "select 'x' from pg_stat_replication where sync_state = 'sync'")
                            .isEmpty());
        }
    }

    /** Kills the database, and has the standby take its place, at another address. */
    void failOver() throws Exception {
        kill(Kind.DATABASE);
        containers.get(Kind.DATABASE).stop();
        url = DatabaseContainer.url(standby);
        containers.put(Kind.DATABASE, standby);
        try (Connection connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute("select pg_promote()");
        }
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
        return database != null ? database.superuser() : DriverManager.getConnection(url, superuser, superuserPassword);
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
        var empty = DatabaseContainer.empty(databaseAddress().getPort(), PASSWORD);
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
        if (database != null) {
            database.drop();
        }
    }
}
