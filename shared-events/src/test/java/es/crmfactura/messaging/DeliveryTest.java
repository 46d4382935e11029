package es.crmfactura.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.testing.TcpProxy;
import es.crmfactura.testing.TestBroker;
import es.crmfactura.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** From one service's commit to another's effect, while things break. */
class DeliveryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UUID tema = UUID.randomUUID();
    private final List<TcpProxy> proxies = new ArrayList<>();
    private TestService publisher;
    private TestService reader;

    @BeforeEach
    void aPublisherAndItsReader() throws Exception {
        publisher = TestService.named("emisor");
        reader = TestService.named("lector").listeningTo(publisher);
    }

    @AfterEach
    void stop() {
        reader.close();
        publisher.close();
        proxies.forEach(TcpProxy::close);
    }

    @Test
    void whatIsCommittedArrivesInOrderAndWhatIsRolledBackDoesNot() {
        start();
        publisher.publish(tema, 1);
        publisher.get(TransactionTemplate.class).executeWithoutResult(tx -> {
            publisher.get(EventLog.class).append(new Noticia.Ocurrida(tema, 666), tema, 2);
            tx.setRollbackOnly();
        });
        publisher.publish(tema, 3);

        awaitHeard(1, 3);
    }

    @Test
    void anEventThatTheReaderHasNoHandlerForIsTakenAndForgotten() {
        start();
        publisher.publish(0, new Noticia.Retirada(tema, 1));
        publisher.publish(tema, 2);

        awaitHeard(2);
        assertThat(reader.get(Parking.class).count()).isZero();
    }

    @Test
    void withTheBrokerAwayBusinessGoesOnAndAllArrivesInOrderAfterwards() throws Exception {
        TcpProxy broker =
                proxyTo(TestBroker.instance().host(), TestBroker.instance().port());
        publisher.with("spring.rabbitmq.host", "127.0.0.1").with("spring.rabbitmq.port", broker.port());
        start();
        publisher.publish(tema, 0);
        awaitHeard(0);

        broker.cut();
        IntStream.rangeClosed(1, 1_000).forEach(numero -> publisher.publish(tema, numero));
        assertThat(publisher.get(RelayLag.class).now().events()).isPositive();
        assertThat(reader.heard()).containsExactly(0);
        broker.restore();

        awaitHeard(IntStream.rangeClosed(0, 1_000).toArray());
        awaitDelivered();
    }

    @Test
    void eventsWaitInTheLogUntilThereIsAQueueForThem() {
        publisher.start();
        publisher.publish(tema, 1);
        await().atMost(PATIENCE).until(() -> state(0) == Relay.State.FAILING);

        reader.start();
        awaitHeard(1);
    }

    @Test
    void ofTwoInstancesOneLeadsAndTheOtherTakesOverWhenTheLeadersConnectionDies() throws Exception {
        start();
        publisher.start();
        await().atMost(PATIENCE).until(() -> state(0) == Relay.State.LEADING && state(1) == Relay.State.STANDBY);
        publisher.publish(1, new Noticia.Ocurrida(tema, 1));
        awaitHeard(1);

        publisher.get(0, Relay.class).stop();
        publisher.publish(0, new Noticia.Ocurrida(tema, 2));
        awaitHeard(1, 2);
        assertThat(state(1)).isEqualTo(Relay.State.LEADING);

        publisher.get(0, Relay.class).start();
        await().atMost(PATIENCE).until(() -> state(0) == Relay.State.STANDBY);
        endLeadersConnection();
        publisher.publish(0, new Noticia.Ocurrida(tema, 3));
        awaitHeard(1, 2, 3);
        await().atMost(PATIENCE)
                .until(() -> List.of(state(0), state(1)).contains(Relay.State.LEADING)
                        && List.of(state(0), state(1)).contains(Relay.State.STANDBY));
    }

    @Test
    void aDatabaseOutageOfTheReaderNeitherLosesNorLoops() throws Exception {
        URI address = URI.create(TestDatabase.instance().url().substring("jdbc:".length()));
        TcpProxy database = proxyTo(address.getHost(), address.getPort());
        String url = "jdbc:postgresql://127.0.0.1:" + database.port() + address.getPath();
        reader.with("spring.datasource.url", url);
        start();
        publisher.publish(tema, 1);
        awaitHeard(1);

        database.cut();
        IntStream.rangeClosed(2, 50).forEach(numero -> publisher.publish(tema, numero));
        awaitDelivered();
        await().atMost(PATIENCE).until(() -> !reader.get(InboxConsumer.class).isConnected());
        database.restore();

        awaitHeard(IntStream.rangeClosed(1, 50).toArray());
        assertThat(reader.get(Parking.class).count()).isZero();
    }

    @Test
    void aMessageDeliveredThreeTimesHasOneEffect() {
        start();
        byte[] message = message(1);
        IntStream.range(0, 3).forEach(time -> send(message));
        send(message(2));
        IntStream.range(0, 3).forEach(time -> send(message));
        send(message(3));

        awaitHeard(1, 2, 3);
    }

    private TcpProxy proxyTo(String host, int port) throws IOException {
        var proxy = new TcpProxy(host, port);
        proxies.add(proxy);
        return proxy;
    }

    private void start() {
        reader.start();
        publisher.start();
    }

    private Relay.State state(int instance) {
        return publisher.get(instance, Relay.class).state();
    }

    private void awaitHeard(Integer... numeros) {
        awaitHeard(List.of(numeros));
    }

    private void awaitHeard(int[] numeros) {
        awaitHeard(IntStream.of(numeros).boxed().toList());
    }

    private void awaitHeard(List<Integer> numeros) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(reader.heard(tema)).hasSameSizeAs(numeros));
        assertThat(reader.heard(tema)).isEqualTo(numeros);
    }

    private void awaitDelivered() {
        await().atMost(PATIENCE).until(() -> publisher.get(RelayLag.class).now().events() == 0);
    }

    private void endLeadersConnection() throws Exception {
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.prepareStatement("""
                        select pg_terminate_backend(l.pid) from pg_locks l join pg_stat_activity a using (pid)
                        where l.locktype = 'advisory' and l.granted and a.application_name = ?""")) {
            statement.setString(1, publisher.name() + " relay");
            assertThat(statement.executeQuery().next()).isTrue();
        }
    }

    private byte[] message(int numero) {
        return publisher
                .get(CloudEventFormat.class)
                .write(new Event(
                        new UUID(7, numero),
                        publisher.name(),
                        tema.toString(),
                        numero,
                        java.time.Instant.EPOCH,
                        null,
                        new Noticia.Ocurrida(tema, numero)));
    }

    private void send(byte[] message) {
        publisher.get(RabbitTemplate.class).convertAndSend(publisher.name() + ".eventos", "ocurrida.v1", message);
    }
}
