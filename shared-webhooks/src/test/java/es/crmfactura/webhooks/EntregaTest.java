package es.crmfactura.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.testing.HttpCaller.Answer;
import es.crmfactura.testing.TestDatabase;
import es.crmfactura.webhooks.Receptor.Contestacion;
import es.crmfactura.webhooks.Receptor.Recibido;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What arrives at a receiver, while things happen in the service. */
class EntregaTest {

    private static final String ALGO = "es.crmfactura.prueba.AlgoOcurrido.v1";
    private static final String OTRA = "es.crmfactura.prueba.OtraCosa.v1";

    private static Emisora service;

    private final UUID asunto = UUID.randomUUID();
    private Receptor receptor;

    @BeforeAll
    static void aService() throws SQLException {
        service = Emisora.nueva().start();
    }

    @AfterAll
    static void endOfService() {
        service.close();
    }

    @BeforeEach
    void aReceiver() throws IOException {
        receptor = new Receptor();
    }

    @AfterEach
    void end() {
        service.olvidaLosWebhooks();
        receptor.close();
    }

    @Test
    void anEventArrivesSignedAndWithTheAmountsAsTheyAre() {
        Answer webhook = service.avisaA(receptor);

        UUID evento = service.ocurre(asunto, 1);

        Recibido arrived = receptor.awaits(1).get(0);
        assertThat(arrived.id()).isEqualTo(evento.toString());
        assertThat(arrived.isSignedWith(webhook.at("/secreto").asString())).isTrue();
        assertThat(arrived.path()).isEqualTo("/avisos?canal=1");
        assertThat(arrived.headers().getFirst("User-Agent")).isEqualTo("crm-factura");
        assertThat(arrived.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(Instant.ofEpochSecond(Long.parseLong(arrived.headers().getFirst("webhook-timestamp"))))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(arrived.body())
                .startsWith("{\"type\":\"" + ALGO + "\",\"timestamp\":\"")
                .endsWith("\",\"data\":{\"asunto\":\"" + asunto + "\",\"numero\":1,\"importe\":780.00}}");
    }

    @Test
    void whatIsRolledBackIsToldToNobody() {
        service.avisaA(receptor);

        service.seDeshace(new Suceso.OtraCosa(asunto));
        service.ocurre(asunto, 2);

        assertThat(receptor.awaits(1).get(0).numero()).isEqualTo(2);
    }

    @Test
    void whatHappenedBeforeIsNotTold() {
        service.ocurre(asunto, 1);
        service.avisaA(receptor);
        service.ocurre(asunto, 2);

        assertThat(receptor.awaits(1).get(0).numero()).isEqualTo(2);
    }

    @Test
    void whatHappenedBeforeIsNotToldEitherWhereOthersAreToldIt() throws IOException {
        try (Receptor older = new Receptor()) {
            service.avisaA(older);
            service.ocurre(asunto, 1);
            service.avisaA(receptor);
            service.ocurre(asunto, 2);

            older.awaits(2);
            assertThat(receptor.awaits(1).get(0).numero()).isEqualTo(2);
        }
    }

    @Test
    void asLongAsNobodyIsToldTheLogIsNotRead() {
        long before = looksThatFoundSomething();
        IntStream.rangeClosed(1, 3).forEach(numero -> service.ocurre(asunto, numero));
        service.avisaA(receptor);
        assertThat(looksThatFoundSomething()).as("moved to the end, once").isEqualTo(before + 1);

        service.ocurre(asunto, 4);

        assertThat(receptor.awaits(1).get(0).numero()).isEqualTo(4);
        assertThat(looksThatFoundSomething()).isEqualTo(before + 2);
    }

    private static long looksThatFoundSomething() {
        return Objects.requireNonNull(service.jdbc()
                .queryForObject("select revision from log_reader_cursor where reader = 'webhooks'", Long.class));
    }

    @Test
    void onlyTheTypesAskedForArrive() {
        service.avisaA(receptor, ", \"tipos\": [\"" + OTRA + "\"]");

        service.ocurre(asunto, 1);
        service.publica(new Suceso.OtraCosa(asunto));

        assertThat(receptor.awaits(1).get(0).json().at("/type").asString()).isEqualTo(OTRA);
    }

    @Test
    void anInactiveOneMissesWhatHappensMeanwhile() {
        String webhook = path(service.avisaA(receptor, ", \"activo\": false"));
        service.ocurre(asunto, 1);
        service.api().send("PATCH", webhook, "{\"activo\": true}").status(200).has("/activo", true);
        service.ocurre(asunto, 2);

        assertThat(receptor.awaits(1).get(0).numero()).isEqualTo(2);
    }

    @Test
    void afterAFailureTheSameArrivesAgainLater() {
        String webhook = path(service.avisaA(receptor));
        receptor.answering(new Contestacion(500, "no va " + "x".repeat(2_000)), new Contestacion(200, "ya"));

        UUID evento = service.ocurre(asunto, 1);

        List<Recibido> both = receptor.awaits(2);
        assertThat(both).extracting(Recibido::id).containsOnly(evento.toString());
        assertThat(both.get(1).body()).isEqualTo(both.get(0).body());
        assertThat(both.get(1).at()).isAfter(both.get(0).at().plusMillis(35));
        Answer delivered = awaits(webhook, "entregada");
        assertThat(delivered.at("/cuerpo").asString()).isEqualTo(both.get(0).body());
        delivered
                .has("/entrega/intentos", 2)
                .has("/historial/0/status", 200)
                .has("/historial/0/respuesta", "ya")
                .has("/historial/1/status", 500);
        assertThat(delivered.at("/historial/1/respuesta").asString())
                .startsWith("no va ")
                .hasSize(1_024);
    }

    @Test
    void eventsOfOneAggregateArriveInTheirOrderThoughTheFirstFails() {
        service.avisaA(receptor);
        receptor.answering(500, 503);

        IntStream.rangeClosed(1, 5).forEach(numero -> service.ocurre(asunto, numero));

        assertThat(receptor.awaits(7)).extracting(Recibido::numero).containsExactly(1, 1, 1, 2, 3, 4, 5);
    }

    @Test
    void whatFailsHoldsNobodyElseBack() throws IOException {
        try (Receptor other = new Receptor()) {
            service.avisaA(other);
            service.avisaA(receptor);
            receptor.answering(new Contestacion(503, "", "Retry-After", "3600"));
            service.ocurre(asunto, 1);
            receptor.awaits(1);

            service.ocurre(asunto, 2);
            service.ocurre(UUID.randomUUID(), 3);

            assertThat(receptor.awaits(2).get(1).numero())
                    .as("of another aggregate")
                    .isEqualTo(3);
            assertThat(other.awaits(3)).extracting(Recibido::numero).containsExactly(1, 2, 3);
        }
    }

    @Test
    void aReceiverThatAsksToWaitIsGivenTheTime() {
        String webhook = path(service.avisaA(receptor));
        receptor.answering(new Contestacion(429, "", "Retry-After", "600"));
        Instant before = Instant.now();

        service.ocurre(asunto, 1);
        receptor.awaits(1);

        Answer waiting = awaits(webhook, "pendiente");
        waiting.has("/historial/0/status", 429);
        assertThat(OffsetDateTime.parse(waiting.at("/entrega/proximo_intento").asString())
                        .toInstant())
                .isBetween(before.plusSeconds(600), before.plusSeconds(660));
    }

    @Test
    void whoIsGoneIsLeftAlone() {
        String webhook = path(service.avisaA(receptor));
        receptor.answering(410);

        service.ocurre(asunto, 1);
        receptor.awaits(1);

        awaits(webhook, "abandonada").has("/historial/0/status", 410);
        Answer off = service.api().get(webhook).has("/activo", false);
        assertThat(off.at("/motivo_inactivo").asString()).contains("410");
        service.api().post(webhook + "/probar", "").problem(409, "webhook_inactivo");
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (Receptor elsewhere = new Receptor()) {
            String webhook = path(service.avisaA(receptor));
            receptor.answering(new Contestacion(307, "", "Location", elsewhere.url()));

            service.ocurre(asunto, 1);

            receptor.awaits(2);
            awaits(webhook, "entregada").has("/historial/1/status", 307);
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    void whatArrivedIsSentAgainOnRequestWithTheSameId() {
        String webhook = path(service.avisaA(receptor));
        UUID evento = service.ocurre(asunto, 1);
        Answer delivered = awaits(webhook, "entregada");

        service.api()
                .post(webhook + "/entregas/" + delivered.at("/entrega/id").asString() + "/reenviar", "")
                .status(202);

        assertThat(receptor.awaits(2)).extracting(Recibido::id).containsOnly(evento.toString());
        awaits(webhook, "entregada").has("/entrega/intentos", 2);
    }

    @Test
    void aTrialArrivesSigned() {
        Answer webhook = service.avisaA(receptor);

        service.api().post(path(webhook) + "/probar", "").status(202).has("/entrega/tipo", "webhook.prueba");

        Recibido arrived = receptor.awaits(1).get(0);
        assertThat(arrived.json().at("/type").asString()).isEqualTo("webhook.prueba");
        assertThat(arrived.isSignedWith(webhook.at("/secreto").asString())).isTrue();
    }

    @Test
    void afterACrashBetweenSendingAndNotingItIsSentAgainWithTheSameId() throws SQLException {
        String webhook = path(service.avisaA(receptor));
        UUID evento;
        try (Connection superuser = TestDatabase.instance().superuser();
                // a transaction sees who is at work as it first saw it, so the look is taken beside it
                Connection watching = TestDatabase.instance().superuser()) {
            superuser.setAutoCommit(false);
            superuser
                    .createStatement()
                    .execute("lock table " + service.schema() + ".intento_webhook in exclusive mode");
            evento = service.ocurre(asunto, 1);
            receptor.awaits(1);
            await().atMost(Duration.ofSeconds(10)).until(() -> killed(watching));
            superuser.rollback();
        }

        assertThat(receptor.awaits(2)).extracting(Recibido::id).containsOnly(evento.toString());
        awaits(webhook, "entregada").has("/entrega/intentos", 1);
    }

    private static boolean killed(Connection watching) throws SQLException {
        try (var killed = watching.createStatement().executeQuery("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where query like 'insert into intento_webhook%' and wait_event_type = 'Lock'""")) {
            return killed.next();
        }
    }

    @Test
    void ofSeveralInstancesOneSends() {
        service.avisaA(receptor);
        try (Emisora second = service.otraInstancia()) {
            IntStream.rangeClosed(1, 20).forEach(numero -> (numero % 2 == 0 ? service : second).ocurre(asunto, numero));

            assertThat(receptor.awaits(20))
                    .extracting(Recibido::numero)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 20).boxed().toList());
        }
    }

    @Test
    void afterARestoreTheLogIsReadAgainAndNothingIsToldTwice() throws SQLException {
        service.avisaA(receptor);
        service.ocurre(asunto, 1);
        receptor.awaits(1);
        try (Connection owner = TestDatabase.instance().connect("crm_owner");
                var statement = owner.createStatement()) {
            owner.setSchema(service.schema());
            statement.execute("select reseed_relay()");
        }

        service.ocurre(asunto, 2);

        assertThat(receptor.awaits(2)).extracting(Recibido::numero).containsExactly(1, 2);
    }

    @Test
    void whatIsDoneIsCounted() {
        String webhook = path(service.avisaA(receptor));
        double delivered = counted("delivered");
        double failed = counted("failed");
        receptor.answering(500);

        service.ocurre(asunto, 1);

        awaits(webhook, "entregada");
        await().atMost(Duration.ofSeconds(10)).until(() -> counted("delivered") == delivered + 1);
        assertThat(counted("failed")).isEqualTo(failed + 1);
        assertThat(service.get(MeterRegistry.class)
                        .get("webhooks.due.age")
                        .gauge()
                        .value())
                .isZero();
    }

    private static double counted(String outcome) {
        return service.get(MeterRegistry.class)
                .get("webhooks.attempts")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static String path(Answer webhook) {
        return webhook.header("Location");
    }

    /** The webhook's only delivery, once it has been tried and is in this state. */
    private static Answer awaits(String webhook, String estado) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> {
                            Answer list = service.api()
                                    .get(webhook + "/entregas?estado=" + estado)
                                    .status(200);
                            return list.at("/entregas").size() == 1 ? one(webhook, list) : list;
                        },
                        answer -> answer.at("/entrega/intentos").asInt() > 0);
    }

    private static Answer one(String webhook, Answer list) {
        return service.api()
                .get(webhook + "/entregas/" + list.at("/entregas/0/id").asString())
                .status(200);
    }
}
