package es.crmfactura.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.testing.HttpCaller.Answer;
import es.crmfactura.webhooks.Receptor.Recibido;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the passing of hours and days does. */
class PlazosTest {

    private static Emisora service;

    private final UUID asunto = UUID.randomUUID();
    private Receptor receptor;

    @BeforeAll
    static void aServiceThatRetriesEachHour() throws SQLException {
        service = Emisora.nueva().with("crmfactura.webhooks.retries", "1h").start();
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
    void theSecretBeforeTheLastRotationSignsForADay() {
        Answer webhook = service.avisaA(receptor);
        String before = webhook.at("/secreto").asString();
        String after = service.api()
                .post(webhook.header("Location") + "/rotar", "")
                .status(200)
                .at("/secreto")
                .asString();

        service.ocurre(asunto, 1);
        Recibido during = receptor.awaits(1).get(0);
        assertThat(during.signatures()).hasSize(2);
        assertThat(List.of(before, after)).allMatch(during::isSignedWith);

        service.reloj().adelanta(Duration.ofHours(24));
        service.ocurre(asunto, 2);
        Recibido later = receptor.awaits(2).get(1);
        assertThat(later.signatures()).hasSize(1);
        assertThat(later.isSignedWith(after)).isTrue();
        assertThat(later.isSignedWith(before)).isFalse();
    }

    @Test
    void afterADayOfFailuresItIsGivenUpUntilSomebodyResendsIt() {
        String webhook = service.avisaA(receptor).header("Location");
        receptor.answering(IntStream.generate(() -> 500).limit(3).toArray());
        service.ocurre(asunto, 1);
        receptor.awaits(1);
        await().atMost(Duration.ofSeconds(10)).until(() -> intentos(webhook) == 1);

        service.reloj().adelanta(Duration.ofHours(23));
        receptor.awaits(2);
        await().atMost(Duration.ofSeconds(10)).until(() -> intentos(webhook) == 2);
        assertThat(estado(webhook)).isEqualTo("pendiente");

        service.reloj().adelanta(Duration.ofMinutes(73));
        receptor.awaits(3);
        await().atMost(Duration.ofSeconds(10)).until(() -> estado(webhook).equals("abandonada"));

        service.api()
                .post(webhook + "/entregas/" + entrega(webhook) + "/reenviar", "")
                .status(202);
        receptor.awaits(4);
        await().atMost(Duration.ofSeconds(10)).until(() -> estado(webhook).equals("entregada"));
    }

    @Test
    void afterThirtyDaysADeliveryIsForgotten() {
        String webhook = service.avisaA(receptor).header("Location");
        service.ocurre(asunto, 1);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> entregas(webhook).at("/total").asInt() == 1);
        service.reloj().adelanta(Duration.ofDays(29));
        service.ocurre(asunto, 2);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> entregas(webhook).at("/total").asInt() == 2);

        service.reloj().adelanta(Duration.ofDays(1).plusMinutes(1));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> entregas(webhook).at("/total").asInt() == 1);
        assertThat(receptor.awaits(2)).extracting(Recibido::numero).containsExactly(1, 2);
    }

    private static Answer entregas(String webhook) {
        return service.api().get(webhook + "/entregas").status(200);
    }

    private static String entrega(String webhook) {
        return entregas(webhook).at("/entregas/0/id").asString();
    }

    private static String estado(String webhook) {
        return entregas(webhook).at("/entregas/0/estado").asString();
    }

    private static int intentos(String webhook) {
        return entregas(webhook).at("/entregas/0/intentos").asInt();
    }
}
