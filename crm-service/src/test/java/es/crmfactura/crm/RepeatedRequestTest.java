package es.crmfactura.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.testing.HttpCaller.Answer;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A program that does not know whether its request has been heard repeats it with the same Idempotency-Key. */
@CrmTest
class RepeatedRequestTest {

    private static final String CLIENTES = "/api/crm/clientes";

    @Autowired
    private OldClient crm;

    private final String key = UUID.randomUUID().toString();
    private final String segmento = "s" + UUID.randomUUID();
    private final String ana = "{\"nombre_completo\": \"Ana\", \"segmento\": \"" + segmento + "\"}";

    @Test
    void theAnswerIsThatOfTheFirstTimeAndThereIsNoSecondEffect() {
        var first = post(CLIENTES, ana).status(201);
        crm.put(first.header("Location"), "{\"notas\": \"cambiado entretanto\"}")
                .status(200);

        var second = post(CLIENTES, ana).status(201);

        assertThat(second.response().body()).isEqualTo(first.response().body());
        for (String header : List.of("Location", "ETag", "Content-Type")) {
            assertThat(second.header(header)).isEqualTo(first.header(header));
        }
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.response().headers().firstValue("Idempotency-Replayed"))
                .isEmpty();
        assertThat(created()).isEqualTo(1);
    }

    @Test
    void aRequestWithoutABodyIsAlsoDoneOnce() {
        String actividad = "/api/crm/actividades/"
                + crm.post(
                                CLIENTES + "/" + crm.unCliente() + "/actividades",
                                "{\"tipo\": \"tarea\", \"titulo\": \"t\"}")
                        .at("/id")
                        .asString();
        post(actividad + "/completar", "").status(200);
        crm.post(actividad + "/reabrir", "").status(200);

        post(actividad + "/completar", "").status(200).has("/completada", true);

        crm.get(actividad).has("/completada", false);
    }

    @Test
    void aKeyStandsForOneRequest() {
        post(CLIENTES, ana).status(201);
        post(CLIENTES, ana.replace("Ana", "Eva")).problem(422, "clave_reutilizada");
        assertThat(created()).isEqualTo(1);
    }

    @Test
    void aKeyStandsForOneAddress() {
        String nota = "{\"tipo\": \"nota\", \"titulo\": \"t\"}";
        post(CLIENTES + "/" + crm.unCliente() + "/actividades", nota).status(201);
        String other = CLIENTES + "/" + crm.unCliente() + "/actividades";
        post(other, nota).problem(422, "clave_reutilizada");
        crm.get(other).has("", List.of());
    }

    @Test
    void aRefusedRequestHasNoEffectAndMayBeCorrected() {
        post(CLIENTES, "{}").problem(422, "campos_invalidos");
        String email = ana.replace("\"segmento\"", "\"email\": \"" + segmento + "@example.org\", \"segmento\"");
        post(CLIENTES, email).status(201);
        crm.send("POST", CLIENTES, email, "Idempotency-Key", "otra-" + key).problem(409, "email_duplicado");
        post(CLIENTES, email).status(201);
        assertThat(created()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"con espacio", ""})
    void aKeyOfOtherCharactersIsRefused(String malformed) {
        crm.send("POST", CLIENTES, ana, "Idempotency-Key", malformed).problem(400, "clave_no_valida");
        assertThat(created()).isZero();
    }

    @Test
    void whoComesWhileTheFirstIsAtWorkIsToldSo() throws SQLException {
        try (Connection superuser = TestDatabase.instance().superuser()) {
            superuser.setAutoCommit(false);
            superuser.createStatement().execute("lock table crm.cliente in exclusive mode");
            var first = CompletableFuture.supplyAsync(() -> post(CLIENTES, ana));
            await().atMost(Duration.ofSeconds(10)).until(() -> waiting(superuser, "insert into cliente"));

            post(CLIENTES, ana).problem(409, "peticion_en_curso");

            superuser.rollback();
            first.join().status(201);
        }
        assertThat(created()).isEqualTo(1);
    }

    @Test
    void afterACrashBetweenTheEffectAndItsAnswerTheRequestIsDoneOnce() throws SQLException {
        try (Connection superuser = TestDatabase.instance().superuser()) {
            superuser.setAutoCommit(false);
            Statement statement = superuser.createStatement();
            statement.execute("lock table crm.peticion_hecha in exclusive mode");
            var first = CompletableFuture.supplyAsync(() -> post(CLIENTES, ana));
            await().atMost(Duration.ofSeconds(10)).until(() -> waiting(superuser, "with vieja"));
            statement.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where usename = 'crm_app' and query like 'with vieja%' and wait_event_type = 'Lock'""");
            first.join().problem(503, "no_disponible");
            superuser.rollback();
        }
        assertThat(created()).isZero();

        post(CLIENTES, ana).status(201);
        post(CLIENTES, ana).status(201);
        assertThat(created()).isEqualTo(1);
    }

    @Test
    void ofManyAtTheSameTimeOneIsDone() {
        List<Answer> answers =
                IntStream.range(0, 10)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> post(CLIENTES, ana)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.response().statusCode()).isIn(201, 409));
        assertThat(created()).isEqualTo(1);
    }

    @Test
    void twoWithKeysOfTheirOwnForTheSameEmailBecomeOneClientAndAnExplanation() {
        String email = ana.replace("\"segmento\"", "\"email\": \"" + segmento + "@example.org\", \"segmento\"");
        List<Answer> answers = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> crm.send("POST", CLIENTES, email, "Idempotency-Key", key + i)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers.stream().map(answer -> answer.response().statusCode()))
                .containsOnlyOnce(201)
                .allMatch(status -> status == 201 || status == 409);
        assertThat(created()).isEqualTo(1);
    }

    @Test
    void aDayLaterTheKeyIsForgotten() throws SQLException {
        post(CLIENTES, ana).status(201);
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement()) {
            statement.execute("update crm.peticion_hecha set hecha_en = hecha_en - interval '24 hours' where clave = '"
                    + key + "'");
        }

        post(CLIENTES, ana.replace("Ana", "Eva")).status(201).has("/nombre_completo", "Eva");
        assertThat(created()).isEqualTo(2);
    }

    private Answer post(String path, String body) {
        return crm.send("POST", path, body, "Idempotency-Key", key);
    }

    private int created() {
        return crm.get(CLIENTES + "?segmento=" + segmento).at("/total").asInt();
    }

    /** Within one transaction the activity of others is looked at once, unless one says otherwise. */
    private static boolean waiting(Connection superuser, String query) throws SQLException {
        superuser.createStatement().execute("select pg_stat_clear_snapshot()");
        try (var rows = superuser.createStatement().executeQuery("""
                select from pg_stat_activity where wait_event_type = 'Lock' and query like '%s%%'""".formatted(query))) {
            return rows.next();
        }
    }
}
