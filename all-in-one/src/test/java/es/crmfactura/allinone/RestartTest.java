package es.crmfactura.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.embedded.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a stop, of whatever kind, leaves behind. Each run is a process of its own. */
class RestartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private Settings settings;
    private Http http;
    private Process process;

    @BeforeEach
    void start() throws IOException {
        settings = Ports.settings(folder.resolve("data"));
        http = new Http(settings);
        startProcess();
    }

    @AfterEach
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Test
    void whatTheBrokerHeldWhenEverythingWasKilledReachesTheCrmAfterTheNextStartOnce() throws Exception {
        List<String> numeros;
        try (Connection database = superuser()) {
            // keeps the CRM from taking anything in, so that the broker holds it
            database.setAutoCommit(false);
            database.createStatement().execute("lock table crm.inbox in exclusive mode");
            numeros = IntStream.range(0, 20).mapToObj(i -> issueInvoice()).toList();
            awaitDeliveredToTheBroker();

            kill();
        }
        startProcess();

        await().atMost(PATIENCE).until(() -> ventas().size() >= numeros.size());
        assertThat(ventas())
                .hasSameElementsAs(numeros.stream().map(n -> "Factura #" + n).toList());
        assertThat(ventas()).hasSize(numeros.size());

        String next = issueInvoice();
        await().atMost(PATIENCE).until(() -> ventas().contains("Factura #" + next));
        assertThat(ventas()).doesNotHaveDuplicates();
    }

    @Test
    void aLoteThatWasBeingIssuedWhenEverythingWasKilledGoesOnAndIssuesEachInvoiceOnce() throws Exception {
        int cuantas = 6_000;
        String lote = sendLote(cuantas);
        await().atMost(PATIENCE)
                .until(() -> http.factura(lote).body().get("emitidas").asInt() > 0);

        kill();
        startProcess();

        await().atMost(PATIENCE)
                .until(() -> http.factura(lote).body().get("estado").asString().equals("terminado"));
        assertThat(http.factura(lote).body().get("emitidas").asInt()).isEqualTo(cuantas);
        assertThat(http.factura("/api/facturas?limit=1").body().get("total").asInt())
                .isEqualTo(cuantas);
        assertThat(http.factura("/api/facturas?limit=1&buscar=-%06d".formatted(cuantas))
                        .body()
                        .get("total")
                        .asInt())
                .isEqualTo(1);
    }

    /** @return where to see how it gets on */
    private String sendLote(int invoices) {
        String lote = IntStream.rangeClosed(1, invoices)
                .mapToObj(i -> """
                        {"referencia": "P-%d", "cliente": {"nombre_completo": "Bar Manolo S.L.", "cif_nif": "B12345674"},
                         "items": [{"descripcion": "Aceite", "cantidad": 2, "precio": 10.50}]}""".formatted(i))
                .collect(Collectors.joining(",", "[", "]"));
        return http.factura("POST", "/api/facturas/lotes", lote).expect(202).header("Location");
    }

    @Test
    void anOrderlyStopAndStartKeepsEverything() throws Exception {
        String numero = issueInvoice();
        await().atMost(PATIENCE).until(() -> ventas().contains("Factura #" + numero));
        stop();
        startProcess();

        assertThat(http.factura("/api/facturas/numero/" + numero).status()).isEqualTo(200);
        assertThat(ventas()).containsExactly("Factura #" + numero);
        assertThat(issueInvoice()).isGreaterThan(numero);
    }

    @Test
    void whatBillingToldIsToldAgainAfterItWasForgotten() throws Exception {
        String pagada = issueInvoice();
        issueInvoice();
        pay(pagada, "25.41");
        pay(issueInvoice(), "10.00");
        await().atMost(PATIENCE).until(() -> pagos() == 2 && ventas().size() == 3);
        JsonNode cifras = cifras();
        assertThat(cifras.get("cobrado").decimalValue()).isEqualByComparingTo("35.41");

        stop();
        try (var postgres = LocalPostgres.keptIn(settings.data().resolve("postgres"), anyPort(), password())) {
            asOwner(postgres, "crm", "olvidar_facturacion");
            asOwner(postgres, "factura", "reseed_relay");
        }
        startProcess();

        await().atMost(PATIENCE).until(() -> pagos() == 2 && ventas().size() == 3);
        assertThat(cifras()).isEqualTo(cifras);
    }

    @Test
    void whatWasLostIsRebuiltThoughAllIsKilledInTheMiddle() throws Exception {
        String numero = issueInvoice();
        pay(numero, "25.41");
        pay(issueInvoice(), "10.00");
        await().atMost(PATIENCE).until(() -> pagos() == 2 && ventas().size() == 2);
        JsonNode cifras = cifras();
        String una;
        try (Connection database = superuser()) {
            database.createStatement().execute("""
                    set session_replication_role = replica;
                    delete from crm.factura_conocida where numero = '%1$s';
                    delete from crm.actividad where factura_numero = '%1$s' and tipo = 'pago';
                    update crm.factura_conocida set cobrado = 0""".formatted(numero));
            assertThat(cifras()).isNotEqualTo(cifras);
            una = http.crm("POST", "/api/crm/reconstruir", "{\"quien\": \"Marta\", \"motivo\": \"falta un pago\"}")
                    .expect(202)
                    .header("Location")
                    .replaceFirst(".*(?=/api/)", "");
            await().atMost(PATIENCE).until(() -> replayed(database));

            kill();
        }
        startProcess();

        await().atMost(PATIENCE.multipliedBy(2))
                .until(() -> http.crm(una).body().get("estado").asString().equals("terminada"));
        JsonNode diferencias = http.crm(una).body().get("diferencias");
        assertThat(diferencias.at("/facturas/faltaban").asInt()).isEqualTo(1);
        assertThat(diferencias.at("/facturas/distintas").asInt()).isEqualTo(1);
        assertThat(diferencias.at("/actividades/faltaban").asInt()).isEqualTo(1);
        assertThat(cifras()).isEqualTo(cifras);
    }

    private static boolean replayed(Connection database) throws SQLException {
        try (var row = database.createStatement()
                .executeQuery("select count(*) from factura.replay where announce and done_at is not null")) {
            row.next();
            return row.getLong(1) > 0;
        }
    }

    private void asOwner(LocalPostgres postgres, String schema, String function) throws IOException, SQLException {
        String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.port());
        try (Connection owner = DriverManager.getConnection(url, schema + "_owner", password())) {
            owner.createStatement().execute("select %s.%s()".formatted(schema, function));
        }
    }

    private static int anyPort() throws IOException {
        try (var socket = Ports.anyPort()) {
            return socket.getLocalPort();
        }
    }

    private void pay(String numero, String importe) {
        String id =
                http.factura("/api/facturas/numero/" + numero).body().get("id").asString();
        http.createInFactura("/api/facturas/" + id + "/pagos", "{\"importe\": " + importe + "}");
    }

    private void startProcess() throws IOException {
        Path log = folder.resolve("log");
        var command = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                // what starts sooner, as it does not run for long
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "es.crmfactura.allinone.AllInOne");
        command.environment().put("CRMFACTURA_DATA", settings.data().toString());
        command.environment().put("CRM_PORT", String.valueOf(settings.crmPort()));
        command.environment().put("FACTURA_PORT", String.valueOf(settings.facturaPort()));
        process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        await().atMost(PATIENCE).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(log));
            }
            // without accents, which a machine without a locale can't print
            return Files.readString(log).contains(" listo.");
        });
    }

    private void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    private String issueInvoice() {
        return http.createInFactura("/api/facturas", """
                        {"cliente": {"nombre_completo": "Bar Manolo S.L.", "cif_nif": "B12345674"},
                         "items": [{"descripcion": "Aceite", "cantidad": 2, "precio": 10.50}]}""").get("numero").asString();
    }

    private List<String> ventas() {
        return actividades("venta");
    }

    private int pagos() {
        return actividades("pago").size();
    }

    private List<String> actividades(String tipo) {
        return cliente().stream()
                .flatMap(cliente -> http.crm(
                                "/api/crm/clientes/" + cliente.get("id").asString() + "/actividades?limit=100")
                        .body()
                        .valueStream())
                .filter(actividad -> actividad.get("tipo").asString().equals(tipo))
                .map(actividad -> actividad.get("titulo").asString())
                .toList();
    }

    private JsonNode cifras() {
        return cliente().orElseThrow().get("cifras");
    }

    private Optional<JsonNode> cliente() {
        return http.crm("/api/crm/clientes?cif_nif=B12345674")
                .body()
                .get("clientes")
                .valueStream()
                .findFirst();
    }

    private void awaitDeliveredToTheBroker() {
        await().atMost(PATIENCE).until(() -> {
            try (Connection database = superuser();
                    var row = database.createStatement().executeQuery("""
                            select count(*) from factura.event_log e, factura.relay_cursor c
                            where not pg_visible_in_snapshot(e.xid, c.snapshot)""")) {
                row.next();
                return row.getLong(1) == 0;
            }
        });
    }

    private Connection superuser() throws IOException, SQLException {
        String port = Files.readAllLines(settings.data().resolve("postgres/postmaster.pid"))
                .get(3);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password());
    }

    private String password() throws IOException {
        return Files.readString(settings.data().resolve("password"));
    }
}
