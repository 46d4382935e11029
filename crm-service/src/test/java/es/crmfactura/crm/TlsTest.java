package es.crmfactura.crm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import es.crmfactura.embedded.QpidDialect;
import es.crmfactura.testing.Certificates;
import es.crmfactura.testing.HttpCaller;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** With the variables that README names all connections are encrypted, and nobody is talked to who can't prove who it is. */
class TlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOT_TRUSTED = "unable to find valid certification path";
    private static final String LISTENER = "otro-programa";

    @TempDir
    static Path folder;

    private static Certificates ours;
    private static Certificates strangers;
    private static EncryptedServers servers;
    private static Certificates.Server first;
    private static ConfigurableApplicationContext service;
    private static HttpCaller crm;

    @BeforeAll
    static void startEncrypted() throws Exception {
        ours = new Certificates(Files.createDirectory(folder.resolve("ours")));
        strangers = new Certificates(Files.createDirectory(folder.resolve("strangers")));
        servers = new EncryptedServers(folder, ours);
        first = ours.server("ip:127.0.0.1");
        try (Channel channel = servers.channel()) {
            channel.exchangeDeclare("crm.eventos", "topic", true);
            channel.queueDeclare(LISTENER, false, false, false, Map.of());
            channel.queueBind(LISTENER, "crm.eventos", "#");
        }
        service = start(servers.databaseUrl("127.0.0.1", ours.authority()));
        crm = new HttpCaller(service.getEnvironment(), ours.trusting());
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        servers.close();
    }

    @Test
    void whoTrustsItsAuthorityIsServed() {
        crm.get("/health").status(200).has("/status", "healthy");
        createClient();
    }

    @Test
    void whoDoesNotTrustItsAuthorityRefuses() throws Exception {
        var stranger = new HttpCaller(service.getEnvironment(), strangers.trusting());
        assertThatThrownBy(() -> stranger.get("/health")).hasStackTraceContaining(NOT_TRUSTED);
    }

    @Test
    void withoutEncryptionNothingIsServed() {
        var answer = new HttpCaller(service.getEnvironment()).get("/health").status(400);
        assertThat(answer.response().body()).doesNotContain("healthy");
    }

    @Test
    void tls11IsRefused() throws Exception {
        // by hand, as the client of this JVM would refuse it itself; the last two are what may encrypt
        byte[] hello = HexFormat.of()
                .parseHex("160301002f" + "0100002b" + "0302" + "00".repeat(32) + "00" + "0004c013002f" + "0100");
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream().write(hello);
            byte[] alert = socket.getInputStream().readNBytes(7);
            assertThat(alert).startsWith(0x15).endsWith(2, 70);
        }
    }

    @Test
    void anotherCertificateIsTakenUpWithoutARestart() throws Exception {
        Certificates.Server second = ours.server("ip:127.0.0.1");
        Files.copy(second.key(), first.key(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(second.certificate(), first.certificate(), StandardCopyOption.REPLACE_EXISTING);

        await().atMost(PATIENCE).until(TlsTest::shown, read(second.certificate())::equals);
    }

    @Test
    void allItsSessionsInTheDatabaseAreEncrypted() {
        assertThatThrownBy(servers::withoutEncryption).hasMessageContaining("no encryption");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sessions())
                        .containsKeys("crm relay", "crm relay wake-up")
                        .hasSizeGreaterThan(2)
                        .doesNotContainValue(false));
    }

    @Test
    void itDoesNotStartWithADatabaseWhoseAuthorityItDoesNotTrust() throws Exception {
        String url = servers.databaseUrl("127.0.0.1", strangers.authority());
        assertThatThrownBy(() -> start(url)).hasStackTraceContaining(NOT_TRUSTED);
    }

    @Test
    void itDoesNotStartWithADatabaseOfAnotherName() throws Exception {
        String url = servers.databaseUrl("localhost", ours.authority());
        assertThatThrownBy(() -> start(url)).hasStackTraceContaining("hostname localhost could not be verified");
    }

    @Test
    void eventsGoOutAndComeIn() throws Exception {
        String id = createClient();
        await().atMost(PATIENCE).until(() -> listenerIsTold(id));

        String factura = UUID.randomUUID().toString();
        try (Channel channel = servers.channel()) {
            channel.basicPublish(
                    "factura.eventos",
                    "factura.emitida.v1",
                    new AMQP.BasicProperties.Builder().messageId(factura).build(),
                    invoice(factura).getBytes(UTF_8));
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> crm.get("/api/crm/clientes?cif_nif=B12345674").has("/total", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"authority", "name"})
    void eventsWaitWhileTheBrokerIsOfAnother(String what) throws Exception {
        servers.brokerShows(what.equals("name") ? ours.server("dns:broker.example") : strangers.server("ip:127.0.0.1"));
        String id = createClient();

        await().atMost(PATIENCE)
                .untilAsserted(() -> crm.get("/health")
                        .status(200)
                        .has("/details/messaging/relay", "failing")
                        .has("/details/messaging/inbox", "disconnected"));
        assertThat(crm.get("/health").at("/details/messaging/relay_lag_events").asInt())
                .isPositive();
        assertThat(listenerIsTold(id)).isFalse();

        servers.brokerShows(ours.server("ip:127.0.0.1"));
        await().atMost(PATIENCE).until(() -> listenerIsTold(id));
    }

    @Test
    void aBrokerWithoutEncryptionIsToldNothingInClear() throws Exception {
        try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            servers.brokerIsAt(plain.getLocalPort());
            plain.setSoTimeout((int) PATIENCE.toMillis());
            try (Socket client = plain.accept()) {
                // a handshake of TLS; in clear it would be "AMQP"
                assertThat(client.getInputStream().readNBytes(2)).containsExactly(0x16, 0x03);
            }
        } finally {
            servers.brokerShows(ours.server("ip:127.0.0.1"));
        }
    }

    private static ConfigurableApplicationContext start(String databaseUrl) throws Exception {
        Map<String, Object> environment = new HashMap<>(Map.of(
                "SERVER_PORT", "0",
                "SERVER_SSL_BUNDLE", "web",
                "SPRING_SSL_BUNDLE_PEM_WEB_KEYSTORE_CERTIFICATE", "file:" + first.certificate(),
                "SPRING_SSL_BUNDLE_PEM_WEB_KEYSTORE_PRIVATEKEY", "file:" + first.key(),
                "SPRING_SSL_BUNDLE_PEM_WEB_RELOADONUPDATE", "true",
                "SPRING_SSL_BUNDLE_WATCH_FILE_QUIETPERIOD", "100ms",
                "SPRING_DATASOURCE_URL", databaseUrl,
                "SPRING_DATASOURCE_PASSWORD", "",
                "SPRING_FLYWAY_PASSWORD", ""));
        environment.putAll(Map.of(
                "SPRING_RABBITMQ_HOST",
                "127.0.0.1",
                "SPRING_RABBITMQ_PORT",
                servers.brokerPort(),
                "SPRING_RABBITMQ_USERNAME",
                servers.broker().user(),
                "SPRING_RABBITMQ_PASSWORD",
                servers.broker().password(),
                "SPRING_RABBITMQ_VIRTUAL_HOST",
                "default",
                "SPRING_RABBITMQ_SSL_ENABLED",
                "true",
                "SPRING_RABBITMQ_SSL_BUNDLE",
                "broker",
                "SPRING_SSL_BUNDLE_PEM_BROKER_TRUSTSTORE_CERTIFICATE",
                "file:" + ours.authority()));
        return new SpringApplicationBuilder(CrmApplication.class)
                .initializers(context -> {
                    context.getEnvironment()
                            .getPropertySources()
                            .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", environment));
                    ((GenericApplicationContext) context).registerBean(QpidDialect.class);
                })
                .run();
    }

    private static int port() {
        return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static String createClient() {
        return crm.post("/api/crm/clientes", "{\"nombre_completo\": \"Ana\"}")
                .status(201)
                .at("/id")
                .asString();
    }

    private static Certificate shown() throws Exception {
        try (var socket = (SSLSocket) ours.trusting().getSocketFactory().createSocket("127.0.0.1", port())) {
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private static Certificate read(Path pem) throws Exception {
        try (var file = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(file);
        }
    }

    private static Map<String, Boolean> sessions() throws Exception {
        Map<String, Boolean> encrypted = new HashMap<>();
        try (var superuser = servers.superuser();
                var rows = superuser.createStatement().executeQuery("""
                        select application_name, bool_and(ssl) from pg_stat_ssl join pg_stat_activity using (pid)
                        where usename like 'crm%' group by application_name""")) {
            while (rows.next()) {
                encrypted.put(rows.getString(1), rows.getBoolean(2));
            }
        }
        return encrypted;
    }

    private static boolean listenerIsTold(String id) throws Exception {
        try (Channel channel = servers.channel()) {
            for (GetResponse got = channel.basicGet(LISTENER, true);
                    got != null;
                    got = channel.basicGet(LISTENER, true)) {
                if (new String(got.getBody(), UTF_8).contains(id)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static String invoice(String id) {
        return """
                {"specversion": "1.0", "id": "%1$s", "source": "/factura", "type": "es.crmfactura.FacturaEmitida.v1",
                 "subject": "%1$s", "time": "2026-11-22T10:00:00Z", "datacontenttype": "application/json",
                 "dataschema": "urn:es.crmfactura:FacturaEmitida:v1", "sequence": "1", "partitionkey": "%1$s",
                 "data": {"factura_id": "%1$s", "numero": "A-2026-000001", "serie": "A", "fecha": "2026-11-22",
                   "vencimiento": "2026-11-22", "base_imponible": 1.00, "cuota_iva": 0.21, "total": 1.21, "rectifica": null,
                   "cliente": {"crm_id": null, "nombre_completo": "Bar", "email": null, "cif_nif": "B12345674"},
                   "lineas": [{"descripcion": "Pan", "cantidad": 1, "precio": 1.00, "descuento": 0, "iva": 21, "importe": 1.00}],
                   "desglose": [{"tipo": 21, "base": 1.00, "cuota": 0.21}]}}""".formatted(id);
    }
}
