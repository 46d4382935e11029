package es.crmfactura.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** What the users of {@code deploy/rabbitmq} can do at the broker, as who has come by the password of one would try. */
class BrokerUsersTest {

    private static final Path FILES = Path.of("../deploy/rabbitmq");
    private static final String PASSWORD = "secret";

    private static GenericContainer<?> rabbitmq;

    @BeforeAll
    static void startAsComposeDoes() throws IOException {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "no Docker: the broker's users are those of RabbitMQ");
        rabbitmq = new GenericContainer<>("rabbitmq:4.3-management-alpine")
                .withCreateContainerCmdModifier(
                        command -> command.withUser("rabbitmq").withEntrypoint("sh", "/etc/crm-factura/start.sh"))
                .withEnv(Map.of(
                        "RABBITMQ_ADMIN_PASSWORD", PASSWORD,
                        "RABBITMQ_CRM_PASSWORD", PASSWORD,
                        "RABBITMQ_FACTURA_PASSWORD", PASSWORD))
                .withCopyFileToContainer(file("rabbitmq.conf"), "/etc/rabbitmq/conf.d/20-crm-factura.conf")
                .withCopyFileToContainer(file("definitions.json"), "/etc/crm-factura/definitions.json")
                .withCopyFileToContainer(file("start.sh"), "/etc/crm-factura/start.sh")
                .waitingFor(
                        Wait.forLogMessage(".*Server startup complete.*", 1).withStartupTimeout(Duration.ofMinutes(3)));
        rabbitmq.setPortBindings(
                List.of("127.0.0.1:" + Servers.anyPort() + ":5672", "127.0.0.1:" + Servers.anyPort() + ":15672"));
        rabbitmq.start();
    }

    @AfterAll
    static void stop() {
        if (rabbitmq != null) {
            rabbitmq.stop();
        }
    }

    private static MountableFile file(String name) {
        return MountableFile.forHostPath(FILES.resolve(name));
    }

    private interface Attempt {
        void by(Channel channel) throws Exception;
    }

    private static Stream<Arguments> attempts() {
        return Stream.concat(attemptsOf("crm", "factura"), attemptsOf("factura", "crm"));
    }

    private static Stream<Arguments> attemptsOf(String me, String other) {
        String mine = me + ".inbox";
        String others = other + ".inbox";
        return Stream.of(
                attempt(me, "publish to the other's exchange", to -> publish(to, other + ".eventos", "x")),
                attempt(me, "publish past the exchanges into the other's queue", to -> publish(to, "", others)),
                attempt(me, "publish past the exchanges into its own queue", to -> publish(to, "", mine)),
                attempt(me, "publish to an exchange of RabbitMQ", to -> publish(to, "amq.topic", "x")),
                attempt(me, "publish to its dead letters", to -> publish(to, me + ".dead-letter", "x")),
                attempt(me, "read the other's queue", of -> of.basicGet(others, false)),
                attempt(
                        me,
                        "consume the other's queue",
                        of -> of.basicConsume(others, (tag, message) -> {}, tag -> {})),
                attempt(me, "read the other's dead letters", of -> of.basicGet(other + ".dead-letter", false)),
                attempt(me, "purge the other's queue", of -> of.queuePurge(others)),
                attempt(me, "delete its queue", of -> of.queueDelete(mine)),
                attempt(me, "delete the other's queue", of -> of.queueDelete(others)),
                attempt(me, "delete its exchange", of -> of.exchangeDelete(me + ".eventos")),
                attempt(me, "delete the other's exchange", of -> of.exchangeDelete(other + ".eventos")),
                attempt(me, "declare a queue", of -> of.queueDeclare("otra", true, false, false, Map.of())),
                attempt(me, "declare a queue for itself", of -> of.queueDeclare()),
                attempt(me, "declare an exchange", of -> of.exchangeDeclare("otra", "topic", true)),
                attempt(me, "bind its queue to its exchange", of -> of.queueBind(mine, me + ".eventos", "x")),
                attempt(me, "bind the other's queue", of -> of.queueBind(others, me + ".eventos", "x")),
                attempt(me, "unbind its queue", of -> of.queueUnbind(mine, other + ".eventos", "#")),
                attempt(me, "unbind the other's queue", of -> of.queueUnbind(others, me + ".eventos", "#")),
                attempt(me, "bind the exchanges", of -> of.exchangeBind(me + ".eventos", other + ".eventos", "#")));
    }

    private static Arguments attempt(String user, String what, Attempt attempt) {
        return Arguments.of(user, what, attempt);
    }

    private static void publish(Channel channel, String exchange, String key) throws Exception {
        channel.confirmSelect();
        channel.basicPublish(exchange, key, null, new byte[] {'x'});
        channel.waitForConfirmsOrDie(10_000);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("attempts")
    void whatAServiceDoesNotNeedIsRefused(String user, String what, Attempt attempt) throws Exception {
        try (Connection connection = connect(user)) {
            Channel channel = connection.createChannel();
            assertThatThrownBy(() -> attempt.by(channel)).as(what).hasStackTraceContaining("ACCESS_REFUSED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crm", "factura"})
    void whatAServiceTellsTheOtherReads(String user) throws Exception {
        String other = user.equals("crm") ? "factura" : "crm";
        try (Connection publisher = connect(user);
                Connection reader = connect(other)) {
            publish(publisher.createChannel(), user + ".eventos", "x");

            BlockingQueue<String> told = new LinkedBlockingQueue<>();
            reader.createChannel()
                    .basicConsume(
                            other + ".inbox",
                            true,
                            (tag, got) -> told.add(new String(got.getBody(), UTF_8)),
                            tag -> {});
            assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crm", "factura"})
    void theManagementApiIsNotForTheServices(String user) throws Exception {
        for (String path : List.of("overview", "queues", "users", "definitions")) {
            assertThat(management(user, path).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void thereIsNobodyButTheAdministratorAndTheServices() throws Exception {
        assertThat(management("admin", "users?columns=name")
                        .body()
                        .replaceAll("[^a-z,]|name", "")
                        .split(","))
                .containsExactlyInAnyOrder("admin", "crm", "factura");
    }

    private static Connection connect(String user) throws IOException, TimeoutException {
        var factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(rabbitmq.getMappedPort(5672));
        factory.setUsername(user);
        factory.setPassword(PASSWORD);
        return factory.newConnection();
    }

    private static HttpResponse<String> management(String user, String path) throws Exception {
        String credentials = Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes(UTF_8));
        URI uri = URI.create("http://127.0.0.1:%d/api/%s".formatted(rabbitmq.getMappedPort(15672), path));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Authorization", "Basic " + credentials)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
