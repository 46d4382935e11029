package es.crmfactura.conciliacion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import es.crmfactura.testing.HttpCaller.Answer;
import es.crmfactura.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** What people do about messages that could not be applied. */
class AparcadosTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UUID COSA = UUID.randomUUID();
    private static final String ORDEN = "{\"quien\": \"Marta\", \"motivo\": \"ya se puede\"}";

    private Servicio emisor;
    private Servicio lector;

    @BeforeEach
    void oneTellsAndOneNotes() throws SQLException {
        int n = Servicio.otroNumero();
        emisor = Servicio.llamado("emisor_" + n, "lector_" + n);
        lector = Servicio.llamado("lector_" + n, "emisor_" + n);
        lector.arrancado();
        emisor.arrancado();
    }

    @AfterEach
    void stop() {
        lector.close();
        emisor.close();
    }

    @Test
    void onceMendedAPoisonEventIsRetriedAndThoseBehindItFollowInOrder() {
        aparca(1, 3);
        lector.rechaza(0);

        reintenta(primero()).has("/aplicados", 3).has("/fallidos", List.of());
        emisor.cuentaDe(COSA, 4, 4);

        lector.esperaNotas(4);
        assertThat(lector.notasPorOrden()).containsExactly(1, 2, 3, 4);
        assertThat(lector.cuantos("parked_event")).isZero();
        emisor.espera("checkpoint_reading where missing = '{}' and parked = 0");
        lector.api()
                .get("/api/eventos/aparcados/decisiones")
                .status(200)
                .has("/total", 3)
                .has("/decisiones/0/quien", "Marta")
                .has("/decisiones/0/motivo", "ya se puede")
                .has("/decisiones/0/resultado", "aplicado")
                .has("/decisiones/0/cuerpo", null);
        lector.api().post("/api/eventos/aparcados/1/reintentar", ORDEN).problem(404, "aparcado_desconocido");
    }

    @Test
    void whatFailsAgainStaysAsItWasAndThoseBehindItToo() {
        aparca(1, 3);
        lector.rechaza(2);

        reintenta(ultimo()).has("/aplicados", 1).has("/fallidos/0/motivo", "IllegalStateException: el 2 no se anota");

        assertThat(lector.notas()).containsExactly(1);
        lector.api()
                .get("/api/eventos/aparcados")
                .status(200)
                .has("/total", 2)
                .has("/aparcados/0/motivo", "IllegalStateException: el 2 no se anota")
                .has("/aparcados/0/intentos", 1)
                .has("/aparcados/0/cuerpo", null)
                .has("/aparcados/1/intentos", 0);
        assertThat(lector.cuantos("parked_decision where outcome = 'failed'")).isEqualTo(1);
    }

    @Test
    void whatIsDiscardedIsKeptWithTheDecisionAndThoseBehindItWaitForTheirRetry() {
        List<UUID> ids = aparca(1, 2);
        String cuerpo = lector.api()
                .get("/api/eventos/aparcados/" + primero())
                .status(200)
                .has("/tipo", "es.crmfactura.Suceso.v1")
                .at("/cuerpo")
                .asString();

        lector.api()
                .post("/api/eventos/aparcados/" + primero() + "/descartar", ORDEN)
                .status(200)
                .has("/resultado", "descartado")
                .has("/cuerpo", cuerpo);

        assertThat(cuerpo).contains("\"numero\":1");
        assertThat(lector.notas()).isEmpty();
        assertThat(lector.cuantos("parked_event")).isEqualTo(1);
        reintenta(primero()).has("/aplicados", 1);
        assertThat(lector.notas()).containsExactly(2);
        lector.api()
                .get("/api/eventos/" + ids.get(0))
                .status(200)
                .has("/recibido/aplicado", false)
                .has("/recibido/descartado", true)
                .has("/recibido/motivo", "IllegalStateException: el 1 no se anota");
    }

    @Test
    void allThatMatchAreRetriedTogetherOthersStay() {
        lector.rechaza(1);
        emisor.cuenta(1, 1);
        lector.espera("parked_event");
        ilegible("no es JSON");
        lector.rechaza(0);

        String todos = "/api/eventos/aparcados/reintentar";
        lector.api().post(todos + "?tipo=otro", ORDEN).status(200).has("/aplicados", 0);
        lector.api()
                .post(todos + "?origen=" + emisor.nombre(), ORDEN)
                .status(200)
                .has("/aplicados", 1);
        lector.api().post(todos, ORDEN).status(200).has("/aplicados", 0);
        assertThat(lector.cuantos("parked_event where tries = 2")).isEqualTo(1);
    }

    @Test
    void aMessageThatCouldNotBeReadIsReadAgain() {
        emisor.cuenta(1, 1);
        lector.esperaNotas(1);
        String primero = new String(
                emisor.jdbc().queryForObject("select body from event_log order by seq limit 1", byte[].class),
                StandardCharsets.UTF_8);
        String id =
                emisor.jdbc().queryForObject("select event_id::text from event_log order by seq limit 1", String.class);
        ilegible(primero);
        ilegible(primero.replace(id, UUID.randomUUID().toString()).replace("\"numero\":1", "\"numero\":2"));

        lector.api()
                .post("/api/eventos/aparcados/reintentar", ORDEN)
                .status(200)
                .has("/aplicados", 1)
                .has("/repetidos", 1);

        assertThat(lector.notasPorOrden()).containsExactly(1, 2);
        assertThat(lector.cuantos("parked_event")).isZero();
    }

    @Test
    void whatWasLostAndIsToldAgainGoesBeforeWhatFollowedIt() {
        aparca(2, 3);
        emisor.cuentaDe(COSA, 1, 1);
        await().atMost(PATIENCE).until(() -> lector.cuantos("parked_event") == 3);
        lector.rechaza(0);

        reintenta(primero()).has("/aplicados", 3);

        assertThat(lector.notasPorOrden()).containsExactly(1, 2, 3);
    }

    @Test
    void aRetryWaitsForWhoIsAboutToParkBehindIt() throws SQLException {
        aparca(1, 1);
        lector.rechaza(0);
        lector.dejaDeOir();
        UUID dos = emisor.cuentaDe(COSA, 2, 2).get(0);
        CompletableFuture<Answer> reintento;

        try (Connection otro =
                aMedias("insert into %s.inbox values ('%s', '', '', '', 0)".formatted(lector.nombre(), dos))) {
            lector.vuelveAOir();
            esperaA("transactionid");
            long uno = primero();
            reintento = CompletableFuture.supplyAsync(() -> reintenta(uno));
            await().atMost(PATIENCE).until(() -> reintento.isDone() || alguienEsperaA("advisory"));
        }

        reintento.join().has("/aplicados", 2);
        assertThat(lector.notasPorOrden()).containsExactly(1, 2);
        assertThat(lector.cuantos("parked_event")).isZero();
    }

    @Test
    void whatArrivesWhileTheOnlyOneBeforeItIsBeingGivenUpIsNotParkedBehindNothing() throws SQLException {
        aparca(1, 1);
        CompletableFuture<Answer> descarte;

        try (Connection otro = aMedias("select from %s.parked_event for update".formatted(lector.nombre()))) {
            String path = "/api/eventos/aparcados/" + primero() + "/descartar";
            descarte = CompletableFuture.supplyAsync(() -> lector.api().post(path, ORDEN));
            esperaA("transactionid");
            emisor.cuentaDe(COSA, 2, 2);
            await().atMost(PATIENCE).until(() -> alguienEsperaA("advisory") || lector.cuantos("parked_event") == 2);
        }

        descarte.join().status(200);
        lector.esperaNotas(1);
        assertThat(lector.notas()).containsExactly(2);
        assertThat(lector.cuantos("parked_event")).isZero();
    }

    @Test
    void severalWhoRetryWhileMoreArrivesKeepTheOrderAndLeaveNothingBehind() {
        Servicio otra = lector.otraInstancia();
        try {
            for (int vuelta = 0; vuelta < 8; vuelta++) {
                int desde = vuelta * 100 + 1;
                lector.rechaza(desde);
                otra.rechaza(desde);
                emisor.cuentaDe(COSA, desde, desde + 20);
                await().atMost(PATIENCE).until(() -> lector.cuantos("parked_event") == 21);
                lector.rechaza(0);
                otra.rechaza(0);
                long id = primero();
                var retries = Stream.of(lector, otra, lector, otra)
                        .map(servicio -> CompletableFuture.runAsync(
                                () -> servicio.api().post("/api/eventos/aparcados/" + id + "/reintentar", ORDEN)))
                        .toArray(CompletableFuture[]::new);
                IntStream.range(desde + 21, desde + 60).forEach(n -> emisor.cuentaDe(COSA, n, n));
                CompletableFuture.allOf(retries).join();
                lector.esperaNotas((vuelta + 1) * 60);
                assertThat(lector.cuantos("parked_event")).isZero();
            }
            assertThat(lector.notasPorOrden()).isSorted().doesNotHaveDuplicates();
        } finally {
            otra.para();
        }
    }

    @Test
    void whoDoesNotSayWhoOrWhyDecidesNothing() {
        aparca(1, 1);

        for (String accion : List.of(primero() + "/reintentar", "reintentar", primero() + "/descartar")) {
            String path = "/api/eventos/aparcados/" + accion;
            lector.api().post(path, "{\"quien\": \"Marta\"}").problem(422, "campos_invalidos");
            lector.api().post(path, "{\"motivo\": \"m\"}").problem(422, "campos_invalidos");
            assertThat(lector.api().post(path, "").response().statusCode()).isBetween(400, 422);
        }
        for (String desconocido : List.of("999999", "otro")) {
            lector.api().get("/api/eventos/aparcados/" + desconocido).problem(404, "aparcado_desconocido");
            lector.api()
                    .post("/api/eventos/aparcados/" + desconocido + "/descartar", ORDEN)
                    .problem(404, "aparcado_desconocido");
        }

        assertThat(lector.cuantos("parked_event")).isEqualTo(1);
        assertThat(lector.cuantos("parked_decision")).isZero();
    }

    @Test
    void withAKeyADecisionIsTakenOnce() {
        aparca(1, 2);
        lector.rechaza(2);
        String path = "/api/eventos/aparcados/" + primero() + "/reintentar";
        String clave = UUID.randomUUID().toString();

        Answer una =
                lector.api().send("POST", path, ORDEN, "Idempotency-Key", clave).status(200);
        Answer otra =
                lector.api().send("POST", path, ORDEN, "Idempotency-Key", clave).status(200);

        una.has("/aplicados", 1).has("/fallidos/0/motivo", "IllegalStateException: el 2 no se anota");
        assertThat(otra.response().body()).isEqualTo(una.response().body());
        assertThat(lector.cuantos("parked_decision")).isEqualTo(2);
    }

    @Test
    void aDecisionIsNeverChanged() {
        aparca(1, 1);
        lector.api()
                .post("/api/eventos/aparcados/" + primero() + "/descartar", ORDEN)
                .status(200);

        assertThatThrownBy(() -> lector.jdbc().update("update parked_decision set decided_by = 'otro'"))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> lector.jdbc().update("delete from parked_decision"))
                .isInstanceOf(DataAccessException.class);
    }

    /** The first is refused and the others wait behind it. */
    private List<UUID> aparca(int desde, int hasta) {
        lector.rechaza(desde);
        List<UUID> ids = emisor.cuentaDe(COSA, desde, hasta);
        await().atMost(PATIENCE).until(() -> lector.cuantos("parked_event") == hasta - desde + 1);
        return ids;
    }

    /** Somebody has begun this and goes no further until the connection is closed; then it has not happened. */
    private static Connection aMedias(String sql) throws SQLException {
        Connection otro = TestDatabase.instance().superuser();
        otro.setAutoCommit(false);
        try (var statement = otro.createStatement()) {
            statement.execute(sql);
        }
        return otro;
    }

    private void esperaA(String cerrojo) {
        await().atMost(PATIENCE).until(() -> alguienEsperaA(cerrojo));
    }

    private boolean alguienEsperaA(String cerrojo) {
        return lector.cuantos("pg_locks where not granted and locktype = '%s'".formatted(cerrojo)) > 0;
    }

    private void ilegible(String cuerpo) {
        lector.jdbc()
                .update(
                        "insert into parked_event (body, reason) values (?, 'not a readable event')",
                        cuerpo.getBytes(StandardCharsets.UTF_8));
    }

    private Answer reintenta(long id) {
        return lector.api()
                .post("/api/eventos/aparcados/" + id + "/reintentar", ORDEN)
                .status(200);
    }

    private long primero() {
        return lector.numero("select min(id) from parked_event");
    }

    private long ultimo() {
        return lector.numero("select max(id) from parked_event");
    }
}
