package es.crmfactura.crm.seguridad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import es.crmfactura.testing.HttpCaller.Answer;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@CrmTest
@TestPropertySource(properties = "crmfactura.security.admin-key=" + ClavesTest.ADMIN)
class ClavesTest {

    static final String ADMIN = "la-clave-del-primer-administrador";

    private static final Duration AT_THE_LATEST = Duration.ofSeconds(5);

    @Autowired
    private OldClient crm;

    private final List<String> creadas = new ArrayList<>();

    @AfterEach
    void revocar() {
        creadas.forEach(id -> admin("DELETE", "/api/claves/" + id, "").status(204));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/crm/clientes",
                "/api/claves",
                "/actuator/prometheus",
                "/actuator/info",
                "/api/nada",
                "/api/crm/clientes.csv"
            })
    void strangersAreAskedWhoTheyAre(String path) {
        Answer answer = crm.get(path).problem(401, "no_identificado");
        assertThat(answer.header("WWW-Authenticate")).contains("X-API-Key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crmf_inventada", "otra", ADMIN + "x"})
    void aKeyThatNobodyHasMadeLetsNobodyIn(String clave) {
        con(clave, "GET", "/api/crm/clientes", "").problem(401, "no_identificado");
        crm.send("GET", "/api/crm/clientes", "", "Authorization", "Bearer " + clave)
                .problem(401, "no_identificado");
    }

    @Test
    void anybodyMayAskHowTheServiceIsAndHowItIsUsed() {
        crm.get("/health").status(200).has("/status", "healthy").lacks("/details/db");
        con(ADMIN, "GET", "/health", "").has("/details/db/status", "UP");
        for (String path :
                List.of("/", "/api/version", "/actuator/health/readiness", "/openapi.json", "/swagger-ui/index.html")) {
            crm.get(path).status(200);
        }
    }

    @Test
    void aKeyIsShownOnceAndKeptNowhere() throws SQLException {
        Answer creada = crear("{\"nombre\":\"Tienda\",\"rol\":\"escritura\"}");
        String secreta = creada.at("/secreta").asString();
        assertThat(secreta).matches("crmf_[A-Za-z0-9_-]{43}");
        String id = creada.at("/clave/id").asString();
        Answer leida = admin("GET", "/api/claves/" + id, "").status(200).has("/nombre", "Tienda");
        assertThat(leida.at("/pista").asString())
                .startsWith(secreta.substring(0, 9))
                .hasSize(10);
        assertThat(leida.response().body()).doesNotContain(secreta);
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.prepareStatement(
                        "select count(*) from crm.clave c where c::text like '%' || ? || '%'")) {
            statement.setString(1, secreta.substring(9));
            var found = statement.executeQuery();
            found.next();
            assertThat(found.getInt(1)).isZero();
        }
    }

    @Test
    void itsSecretIsNotKeptForARepetitionEither() {
        crm.send(
                        "POST",
                        "/api/claves",
                        "{\"nombre\":\"Tienda\",\"rol\":\"lectura\"}",
                        "X-API-Key",
                        ADMIN,
                        "Idempotency-Key",
                        "k1")
                .problem(400, "clave_no_admitida");
    }

    @Test
    void itIsTakenInEitherHeader() {
        String secreta = secreta("lectura");
        con(secreta, "GET", "/api/crm/clientes", "").status(200);
        crm.send("GET", "/api/crm/clientes", "", "Authorization", "Bearer " + secreta)
                .status(200);
    }

    @Test
    void aRevokedKeyLetsNobodyIn() {
        Answer creada = crear("{\"nombre\":\"Tienda\",\"rol\":\"lectura\"}");
        String secreta = creada.at("/secreta").asString();
        String id = creada.at("/clave/id").asString();
        con(secreta, "GET", "/api/crm/clientes", "").status(200);
        admin("DELETE", "/api/claves/" + id, "").status(204);
        awaitRefused(secreta);
        assertThat(admin("GET", "/api/claves/" + id, "").at("/revocada_en").asString())
                .isNotBlank();
        admin("POST", "/api/claves/" + id + "/rotar", "").problem(409, "clave_revocada");
    }

    @Test
    void aKeyExpires() throws SQLException {
        Answer creada = crear("{\"nombre\":\"Tienda\",\"rol\":\"lectura\"}");
        String secreta = creada.at("/secreta").asString();
        con(secreta, "GET", "/api/crm/clientes", "").status(200);
        asSuperuser("update crm.clave set caduca_en = now() where id = '"
                + creada.at("/clave/id").asString() + "'");
        awaitRefused(secreta);
    }

    @Test
    void afterARotationBothAreTakenForAsLongAsWasSaid() throws SQLException {
        Answer creada = crear("{\"nombre\":\"Tienda\",\"rol\":\"lectura\"}");
        String id = creada.at("/clave/id").asString();
        String antes = creada.at("/secreta").asString();
        String ahora = admin("POST", "/api/claves/" + id + "/rotar?horas=1", "")
                .status(200)
                .at("/secreta")
                .asString();
        con(ahora, "GET", "/api/crm/clientes", "").status(200);
        con(antes, "GET", "/api/crm/clientes", "").status(200);
        asSuperuser("update crm.clave set anterior_hasta = now() where id = '" + id + "'");
        awaitRefused(antes);
        con(ahora, "GET", "/api/crm/clientes", "").status(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"rol\":\"lectura\"}|nombre",
                "{\"nombre\":\"Tienda\"}|rol",
                "{\"nombre\":\"Tienda\",\"rol\":\"jefe\"}|rol",
                "{\"nombre\":\"Tienda\",\"rol\":\"lectura\",\"caduca_en\":\"2020-01-01T00:00:00Z\"}|caduca_en",
                "{\"nombre\":\"Tienda\",\"rol\":\"lectura\",\"caduca_en\":\"2100-01-01T00:00:00Z\"}|caduca_en",
                "{\"nombre\":\"Tienda\",\"rol\":\"lectura\",\"por_segundo\":0}|por_segundo",
                "{\"nombre\":\"Tienda\",\"rol\":\"lectura\",\"ambitos\":[\"facturas\"]}|ambitos[0]"
            })
    void whatIsWrongWithANewKeyIsSaid(String nueva, String campo) {
        admin("POST", "/api/claves", nueva).problem(422, "campos_invalidos").has("/errores/0/campo", campo);
    }

    @Test
    void aKeyIsGoodOnlyForItsPaths() {
        String secreta = crear("{\"nombre\":\"Agenda\",\"rol\":\"lectura\",\"ambitos\":[\"/api/crm/agenda\"]}")
                .at("/secreta")
                .asString();
        con(secreta, "GET", "/api/crm/agenda", "").status(200);
        con(secreta, "GET", "/api/crm/agenda/responsables", "").status(200);
        for (String path :
                List.of("/api/crm/clientes", "/api/crm/agendas", "/api/crm", "/api/crm/%61genda/../clientes")) {
            assertThat(con(secreta, "GET", path, "").response().statusCode())
                    .as(path)
                    .isIn(400, 403);
        }
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() {
        String secreta = crear("{\"nombre\":\"Bucle\",\"rol\":\"lectura\",\"por_segundo\":1}")
                .at("/secreta")
                .asString();
        List<Answer> answers = IntStream.range(0, 10)
                .mapToObj(i -> con(secreta, "GET", "/api/version", ""))
                .toList();
        Answer refused = answers.get(9).problem(429, "demasiadas_solicitudes");
        assertThat(refused.header("Retry-After")).isIn("1", "2");
        con(ADMIN, "GET", "/api/crm/clientes", "").status(200);
    }

    @Test
    void whileTheDatabaseIsAwayAKnownKeyIsTakenAndSaysNoOtherThing() throws SQLException {
        String secreta = secreta("lectura");
        con(secreta, "GET", "/api/crm/clientes", "").status(200);
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement()) {
            statement.execute("alter role crm_app nologin");
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'crm_app'");
            try {
                con(secreta, "GET", "/api/crm/clientes", "").problem(503, "no_disponible");
            } finally {
                statement.execute("alter role crm_app login");
            }
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> con(secreta, "GET", "/api/crm/clientes", "").status(200));
    }

    @Test
    void whenAKeyWasLastUsedIsNoted() {
        String secreta = secreta("lectura");
        con(secreta, "GET", "/api/crm/clientes", "").status(200);
        String id = creadas.get(creadas.size() - 1);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            con(secreta, "GET", "/api/crm/clientes", "").status(200);
            assertThat(admin("GET", "/api/claves/" + id, "").at("/ultimo_uso").isNull())
                    .isFalse();
        });
    }

    private void awaitRefused(String secreta) {
        await().atMost(AT_THE_LATEST)
                .untilAsserted(
                        () -> con(secreta, "GET", "/api/crm/clientes", "").problem(401, "no_identificado"));
    }

    private static void asSuperuser(String sql) throws SQLException {
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isOne();
        }
    }

    private String secreta(String rol) {
        return crear("{\"nombre\":\"Tienda\",\"rol\":\"" + rol + "\"}")
                .at("/secreta")
                .asString();
    }

    private Answer crear(String nueva) {
        Answer creada = admin("POST", "/api/claves", nueva).status(201);
        creadas.add(creada.at("/clave/id").asString());
        return creada;
    }

    private Answer admin(String method, String path, String body) {
        return con(ADMIN, method, path, body);
    }

    private Answer con(String clave, String method, String path, String body) {
        return crm.send(method, path, body, "X-API-Key", clave);
    }
}
