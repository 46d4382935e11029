package es.crmfactura.allinone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import es.crmfactura.testing.TestBroker;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The guide's programs that tell the CRM events and are told what happens there, beside a CRM without our billing. */
class GuideToEventsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static CrmAlone crm;
    private static Http http;
    private static Guide guide;

    @BeforeAll
    static void start() throws Exception {
        int port = freePort();
        crm = new CrmAlone(port);
        String url = "http://127.0.0.1:" + port;
        http = new Http(url, url, null);
        guide = new Guide(folder, environment(url));
    }

    private static Map<String, String> environment(String crmUrl) {
        var broker = TestBroker.instance();
        return Map.of(
                "CRM_URL",
                crmUrl,
                "AMQP_URI",
                "amqp://%s:%s@%s:%d/%s"
                        .formatted(
                                broker.user(),
                                broker.password(),
                                broker.host(),
                                broker.port(),
                                URLEncoder.encode(broker.virtualHost(), UTF_8)),
                "RABBITMQ_API",
                Objects.requireNonNullElse(broker.managementUrl(), ""),
                "RABBITMQ_USUARIO",
                broker.user(),
                "RABBITMQ_CLAVE",
                broker.password());
    }

    @AfterAll
    static void stop() {
        crm.close();
    }

    @ParameterizedTest
    @CsvSource({"eventos.sh, B-201", "eventos.py, B-202"})
    void anInvoiceToldThroughTheManagementApiTwiceIsOneActividad(String program, String numero) throws Exception {
        assumeTrue(
                TestBroker.instance().managementUrl() != null,
                () -> "needs RabbitMQ's management API, and there is "
                        + TestBroker.instance().description());
        publishTwice(program, numero);
    }

    @Test
    void anInvoiceToldThroughAmqpTwiceIsOneActividad() throws Exception {
        publishTwice("Eventos.java", "B-203");
    }

    private static void publishTwice(String program, String numero) throws Exception {
        double before = duplicates();
        String first = guide.run(program);
        assertThat(guide.run(program)).isEqualTo(first).startsWith("publicado ");

        await().atMost(PATIENCE).until(() -> actividades(numero) > 0);
        await().atMost(PATIENCE).until(() -> duplicates() > before);
        assertThat(actividades(numero)).isOne();
        assertThat(laEspiga().get("email").asString()).isEqualTo("pedidos@laespiga.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"receptor.py", "Receptor.java"})
    void aReceiverTakesWhatTheCrmSignedAndNothingElse(String program) throws Exception {
        int port = freePort();
        String url = "http://127.0.0.1:" + port;
        String secret = guide.run("webhook.sh", Map.of("RECEPTOR_URL", url)).strip();
        Path output = Files.createFile(folder.resolve(program + ".out"));
        Process receiver = guide.start(program, output, Map.of("WEBHOOK_SECRETO", secret, "PUERTO", "" + port));
        try {
            var stranger = new Http(url, url, null);
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> stranger.crm("POST", "/", "{}").expect(401));

            createClient("Avisada a " + program);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Files.readString(output))
                            .contains("es.crmfactura.ClienteCreado.v1")
                            .contains("Avisada a " + program));
        } finally {
            receiver.destroyForcibly().waitFor();
        }
    }

    @Test
    void theSignatureOfADeliveryIsCheckedInTheShell() throws Exception {
        try (var receiver = new Deliveries()) {
            String secret = guide.run("webhook.sh", Map.of("RECEPTOR_URL", receiver.url()))
                    .strip();
            createClient("Avisada a la consola");
            Deliveries.Delivery delivery = receiver.next();
            Map<String, String> environment = delivery.environment(secret);

            assertThat(guide.run("comprobar_firma.sh", environment, delivery.body()))
                    .contains("La firma es buena");
            assertThatThrownBy(() -> guide.run("comprobar_firma.sh", environment, delivery.body() + " "))
                    .hasMessageContaining("La firma no es buena");
        }
    }

    private static void createClient(String name) {
        http.createInCrm("/api/crm/clientes", "{\"nombre_completo\": \"%s\"}".formatted(name));
    }

    private static JsonNode laEspiga() {
        return http.crm("/api/crm/clientes?cif_nif=B11223344")
                .expect(200)
                .body()
                .at("/clientes/0");
    }

    private static long actividades(String numero) {
        JsonNode client = laEspiga();
        return client.isMissingNode()
                ? 0
                : http.crm("/api/crm/clientes/" + client.get("id").asString() + "/actividades?limit=100")
                        .expect(200)
                        .body()
                        .valueStream()
                        .filter(actividad -> actividad.get("titulo").asString().equals("Factura #" + numero))
                        .filter(actividad ->
                                actividad.get("descripcion").asString().equals("Factura por €121.00"))
                        .count();
    }

    private static double duplicates() {
        return http.crm("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> line.startsWith("messaging_inbox_events_total") && line.contains("duplicate"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static int freePort() throws Exception {
        try (var socket = Ports.anyPort()) {
            return socket.getLocalPort();
        }
    }
}
