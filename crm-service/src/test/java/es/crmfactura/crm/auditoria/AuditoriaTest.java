package es.crmfactura.crm.auditoria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import es.crmfactura.crm.CrmTest;
import es.crmfactura.security.Identidad;
import es.crmfactura.security.Rol;
import es.crmfactura.testing.AuditLog;
import es.crmfactura.testing.KeyHolder;
import es.crmfactura.testing.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/** Programs with keys of their own work in the CRM, and an administrator looks what they have done. */
@CrmTest
@TestPropertySource(properties = "crmfactura.security.admin-key=la-primera-clave-de-administracion-del-crm")
class AuditoriaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CLIENTES = "/api/crm/clientes";

    @Autowired
    private Environment environment;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionOperations transaction;

    @Autowired
    private HikariDataSource database;

    private KeyHolder admin;
    private KeyHolder shop;
    private AuditLog log;

    @BeforeEach
    void twoKeys() {
        admin = KeyHolder.first(environment);
        shop = admin.another("Tienda " + UUID.randomUUID());
        log = new AuditLog(admin);
    }

    private String unCliente() {
        return creado(CLIENTES, "{\"nombre_completo\":\"Cliente %s\"}".formatted(UUID.randomUUID()));
    }

    private String creado(String path, String body) {
        return shop.post(path, body).status(201).at("/id").asString();
    }

    @Test
    void eachDeedIsNotedWithWhoHasAskedForItAndWhatItHasChanged() {
        String cliente = unCliente();
        shop.put(CLIENTES + "/" + cliente, "{\"notas\":\"Llamar\",\"segmento\":\"a\"}")
                .status(200);
        creado(CLIENTES + "/" + cliente + "/contactos", "{\"tipo\":\"movil\",\"valor\":\"600000000\"}");
        String actividad = creado(CLIENTES + "/" + cliente + "/actividades", "{\"tipo\":\"tarea\",\"titulo\":\"t\"}");
        shop.post("/api/crm/actividades/" + actividad + "/completar", "").status(200);
        shop.send("DELETE", "/api/crm/actividades/" + actividad, "").status(204);
        String oportunidad =
                creado(CLIENTES + "/" + cliente + "/oportunidades", "{\"titulo\":\"Obra\",\"valor_estimado\":100}");
        shop.put("/api/crm/oportunidades/" + oportunidad, "{\"titulo\":\"Otra\"}")
                .status(200);
        shop.send("DELETE", CLIENTES + "/" + cliente, "").status(204);

        assertThat(log.of(shop.quien()))
                .containsExactlyInAnyOrder(
                        "cliente alta",
                        "cliente cambio notas,segmento",
                        "contacto alta",
                        "actividad alta",
                        "actividad cambio completada",
                        "actividad baja",
                        "oportunidad alta",
                        "oportunidad cambio titulo",
                        "cliente baja",
                        // what goes with the client
                        "contacto baja",
                        "oportunidad baja");
        assertThat(log.by("cliente", cliente)).hasSize(3).containsOnly(shop.quien());
    }

    @Test
    void whatIsSetUpIsNotedToo() {
        String campo = "c" + UUID.randomUUID().toString().substring(0, 8);
        shop.post("/api/crm/campos", "{\"nombre\":\"%s\",\"etiqueta\":\"E\",\"tipo\":\"texto\"}".formatted(campo))
                .status(201);
        shop.send("PATCH", "/api/crm/campos/" + campo, "{\"etiqueta\":\"Otra\"}")
                .status(200);
        shop.send("DELETE", "/api/crm/campos/" + campo, "").status(204);
        String webhook = shop.post("/api/webhooks", "{\"url\":\"https://receptor.invalid/avisos\"}")
                .status(201)
                .at("/webhook/id")
                .asString();
        shop.send("DELETE", "/api/webhooks/" + webhook, "").status(204);
        KeyHolder other = shop.another("Otra");
        String clave = other.quien().replaceAll("clave:| Otra", "");
        shop.post("/api/claves/" + clave + "/rotar", "").status(200);
        shop.send("DELETE", "/api/claves/" + clave, "").status(204);

        assertThat(log.of(shop.quien()))
                .containsExactly(
                        "clave cambio revocada_en",
                        "clave cambio anterior_hasta,huella,huella_anterior,pista",
                        "clave alta",
                        "webhook baja",
                        "webhook alta",
                        "campo baja",
                        "campo cambio etiqueta",
                        "campo alta");
    }

    @Test
    void theRowsOfAFileAreTheDeedOfWhoeverHasSentIt() {
        String email = UUID.randomUUID() + "@example.org";
        var received = shop.upload(
                        "/api/crm/importaciones?tipo=clientes",
                        "text/csv",
                        ("nombre_completo;email\nAna;" + email + "\n").getBytes(StandardCharsets.UTF_8))
                .status(202);
        await().atMost(PATIENCE)
                .until(() -> !shop.get(received.header("Location"))
                        .status(200)
                        .at("/fecha_fin")
                        .isNull());
        shop.send("DELETE", received.header("Location"), "").status(204);

        assertThat(log.of(shop.quien())).containsExactly("importacion baja", "cliente alta", "importacion alta");
    }

    @Test
    void aDeedHasTheTraceOfItsRequest() {
        String trace = UUID.randomUUID().toString().replace("-", "");
        String cliente = shop.send(
                        "POST",
                        CLIENTES,
                        "{\"nombre_completo\":\"Cliente\"}",
                        "traceparent",
                        "00-" + trace + "-00f067aa0ba902b7-01")
                .status(201)
                .at("/id")
                .asString();
        assertThat(log.entries("tabla=cliente&registro=" + cliente)
                        .get(0)
                        .at("/traza")
                        .asString())
                .isEqualTo(trace);
    }

    @Test
    void whatIsRefusedIsNotNoted() {
        shop.post(CLIENTES, "{}").problem(422, "campos_invalidos");
        shop.put(CLIENTES + "/" + UUID.randomUUID(), "{\"notas\":\"n\"}").problem(404, "cliente_desconocido");
        shop.send("DELETE", "/api/crm/campos/no_hay", "").status(404);
        assertThat(log.of(shop.quien())).isEmpty();
    }

    @Test
    void anErasureIsNotedByAnIdThatNamesNobodyAnyMore() {
        String cliente = unCliente();
        shop.post(CLIENTES + "/" + cliente + "/suprimir", "{\"motivo\":\"Solicitud del interesado\"}")
                .status(200);
        assertThat(log.of(shop.quien())).contains("supresion alta", "cliente baja");
        assertThat(log.of("supresion", cliente)).containsExactly("alta");
    }

    @Test
    void itIsSearchedByEachOfItsFieldsAndPageByPage() {
        String cliente = unCliente();
        shop.put(CLIENTES + "/" + cliente, "{\"notas\":\"n\"}").status(200);
        String last = URLEncoder.encode(
                log.entries("registro=" + cliente).get(0).at("/cuando").asString(), StandardCharsets.UTF_8);

        assertThat(log.entries("registro=" + cliente + "&desde=" + last)).hasSize(1);
        assertThat(log.entries("registro=" + cliente + "&hasta=" + last)).hasSize(1);
        assertThat(log.entries("registro=" + cliente + "&tabla=contacto")).isEmpty();
        admin.get("/api/auditoria?limit=1&skip=1&registro=" + cliente)
                .status(200)
                .has("/total", 2)
                .has("/entradas/0/operacion", "alta")
                .has("/entradas/0/rol_bd", "crm_app");
        admin.get("/api/auditoria?desde=ayer").problem(400, "parametro_desconocido");
        admin.get("/api/auditoria/exportacion?desde=0").problem(422, "campos_invalidos");
    }

    @Test
    void everyEntryFindsItsPlaceInTheChainAndTheMetricsSayWhatWaits() {
        String cliente = unCliente();
        await().atMost(PATIENCE)
                .until(() -> log.entries("tabla=cliente&registro=" + cliente)
                        .get(0)
                        .at("/posicion")
                        .isNumber());
        admin.get("/api/auditoria/cadena").status(200).has("/integra", true).has("/primera_rota", null);
        assertThat(admin.get("/actuator/prometheus").status(200).response().body())
                .contains("auditoria_pending_entries", "auditoria_pending_age_seconds");
    }

    /** With the program that the guide gives to whoever wants to check it without the service. */
    @Test
    void theExportIsVerifiedByAProgramThatKnowsOnlyTheGuide(@TempDir Path folder) throws Exception {
        String cliente = unCliente();
        await().atMost(PATIENCE)
                .until(() -> log.entries("tabla=cliente&registro=" + cliente)
                        .get(0)
                        .at("/posicion")
                        .isNumber());
        String export =
                admin.get("/api/auditoria/exportacion").status(200).response().body();

        String last = export.lines().reduce((one, other) -> other).orElseThrow();
        assertThat(verified(folder, export))
                .isEqualTo(last.replaceAll(".*\"posicion\":(\\d+),.*\"huella\":\"(\\w+)\".*", "$1 $2"));
        assertThat(verified(folder, export.replaceFirst("(?s)(.*)\"alta\"", "$1\"baja\"")))
                .contains("no es la que se selló");
        assertThat(verified(folder, export.replaceFirst("\n[^\n]*\n", "\n"))).contains("no es la que se selló");
        assertThat(admin.get("/api/auditoria/exportacion?desde=2")
                        .status(200)
                        .response()
                        .body())
                .startsWith(export.substring(export.indexOf('\n') + 1, export.indexOf('\n') + 30));
    }

    private static String verified(Path folder, String export) throws IOException, InterruptedException {
        var fence =
                Pattern.compile("(?s)```python\n(.*?)```").matcher(Files.readString(Path.of("../docs/auditoria.md")));
        assertThat(fence.find()).isTrue();
        Path program = Files.writeString(folder.resolve("verificar.py"), fence.group(1));
        Path file = Files.writeString(folder.resolve("auditoria.ndjson"), export);
        Process python = new ProcessBuilder("python3", program.toString())
                .redirectInput(file.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return printed.strip();
    }

    /** A new table has to be put into the log, or into this list and the migration's reasons. */
    @Test
    void onlyTheseTablesAreNotInTheLog() {
        assertThat(jdbc.sql("""
                        select relname from pg_class c
                        where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
                          and not exists (select from pg_trigger where tgrelid = c.oid and tgname = 'auditar_insert')""").query(String.class).list())
                .containsExactlyInAnyOrder(
                        "auditoria",
                        "auditoria_cabeza",
                        "auditoria_pendiente",
                        "cambio_oportunidad",
                        "checkpoint",
                        "checkpoint_reading",
                        "cliente_importado",
                        "entrega_webhook",
                        "event_log",
                        "factura_canjeada",
                        "factura_conocida",
                        "factura_olvidada",
                        "flyway_schema_history",
                        "id_suprimido",
                        "importacion_clave",
                        "importacion_rechazada",
                        "importacion_trozo",
                        "inbox",
                        "intento_webhook",
                        "log_reader_cursor",
                        "palabra",
                        "parked_event",
                        "peticion_hecha",
                        "relay_cursor",
                        "sombra_actividad",
                        "sombra_canje",
                        "sombra_diferencia",
                        "sombra_evento",
                        "sombra_factura",
                        "sombra_facturado",
                        "stream_check");
    }

    @Test
    void onlyAnAdministratorReadsIt() {
        KeyHolder panel = admin.another("Panel", "escritura");
        for (String path : List.of("/api/auditoria", "/api/auditoria/exportacion", "/api/auditoria/cadena")) {
            panel.get(path).problem(403, "sin_permiso");
        }
    }

    @Test
    void whoeverUsesTheConnectionNextIsNotTakenForWhoHasAsked() throws SQLException {
        int backend = as("Ana", () -> {
            assertThat(quien()).isEqualTo("Ana");
            return jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
        });
        try (var pool = new Held()) {
            while (true) {
                Connection connection = pool.next();
                try (var row = connection
                        .createStatement()
                        .executeQuery("select pg_backend_pid(), current_setting('crmfactura.quien', true)")) {
                    row.next();
                    if (row.getInt(1) == backend) {
                        assertThat(row.getString(2)).isNullOrEmpty();
                        return;
                    }
                }
            }
        }
    }

    @Test
    void whatIsDoneByNobodyIsTheDeedOfTheService() {
        String cliente = unCliente();
        transaction.executeWithoutResult(
                status -> jdbc.sql("update cliente set notas = 'x' where id = cast(:id as uuid)")
                        .param("id", cliente)
                        .update());
        assertThat(log.by("cliente", cliente)).containsExactly("crm_app", shop.quien());
    }

    @Test
    void ofTheActividadesOfAStatementOnlyThoseAreNotedThatBillingHasNotTold() {
        UUID deFacturacion = UUID.randomUUID();
        UUID deAlguien = UUID.randomUUID();
        jdbc.sql("""
                        insert into actividad (id, cliente_id, tipo, titulo, fecha, completada, origen, fecha_creacion)
                        select a.id, :cliente, 'nota', 't', now(), true, a.origen, now()
                        from (values (:de_facturacion, 'evento'), (:de_alguien, 'manual')) as a (id, origen)""")
                .param("cliente", UUID.fromString(unCliente()))
                .param("de_facturacion", deFacturacion)
                .param("de_alguien", deAlguien)
                .update();
        assertThat(log.by("actividad", deFacturacion.toString())).isEmpty();
        assertThat(log.by("actividad", deAlguien.toString())).containsExactly("crm_app");
    }

    @Test
    void aConnectionThatBreaksAtTheBeginningOfATransactionSpoilsNothingElse() throws SQLException {
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'crm_app'");
        }
        for (int request = 0; request < 2 * database.getMaximumPoolSize(); request++) {
            shop.post(CLIENTES, "{\"nombre_completo\":\"Cliente\"}");
        }
        await("each thread of the server can do its work again")
                .atMost(PATIENCE)
                .untilAsserted(() -> IntStream.range(0, 50).forEach(request -> unCliente()));
    }

    private String quien() {
        return jdbc.sql("select current_setting('crmfactura.quien', true)")
                .query(String.class)
                .single();
    }

    private <T> T as(String nombre, Supplier<T> deed) {
        SecurityContextHolder.getContext()
                .setAuthentication(Identidad.de(nombre, Rol.escritura).authentication());
        try {
            return transaction.execute(status -> deed.get());
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** Connections of the pool, so that others are given. */
    private class Held implements AutoCloseable {

        private final List<Connection> connections = new ArrayList<>();

        Connection next() throws SQLException {
            connections.add(database.getConnection());
            return connections.get(connections.size() - 1);
        }

        @Override
        public void close() throws SQLException {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }
}
