package es.crmfactura.conciliacion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an operator sees, on both sides. */
class ConciliacionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Servicio emisor;
    private Servicio lector;

    @BeforeEach
    void twoServicesThatListenToEachOther() throws SQLException {
        int n = Servicio.otroNumero();
        emisor = Servicio.llamado("emisor_" + n, "lector_" + n);
        lector = Servicio.llamado("lector_" + n, "emisor_" + n);
    }

    @AfterEach
    void stop() {
        lector.close();
        emisor.close();
    }

    @Test
    void whenAllHasArrivedBothSidesSayTheSame() {
        start();
        emisor.cuenta(1, 12);
        await().atMost(PATIENCE).until(() -> aplicados(emisor) == 12 && aplicados(lector) == 12);

        for (Servicio servicio : List.of(emisor, lector)) {
            JsonNode flujo = flujo(servicio);
            assertThat(flujo.at("/lee").asString()).isEqualTo(lector.nombre());
            assertThat(flujo.at("/enviados").asLong()).isEqualTo(12);
            assertThat(flujo.at("/faltan").asLong()).isZero();
            assertThat(flujo.at("/retraso/eventos").asLong()).isZero();
            assertThat(flujo.at("/conforme").asBoolean()).isTrue();
        }
        assertThat(flujo(emisor).at("/huella")).isEqualTo(flujo(lector).at("/huella"));
        emisor.api().get("/api/eventos/conciliacion").status(200).has("/conforme", true);
    }

    @Test
    void whatIsMissingIsNamedOnBothSidesUntilItHasCome() throws SQLException {
        start();
        emisor.cuenta(1, 1);
        emisor.espera("checkpoint_reading where numero = 1");
        UUID perdido = new UUID(0x019a_abcd_0000_7000L, 1);
        Servicio.superuser("update %s.stream_check set missing = '{%s}'".formatted(lector.nombre(), perdido));
        await().atMost(PATIENCE).until(() -> flujo(lector).at("/faltan").asLong() == 1);

        assertThat(flujo(lector).at("/ids_que_faltan/0").asString()).isEqualTo(perdido.toString());
        assertThat(flujo(lector).at("/conforme").asBoolean()).isFalse();
        Servicio.superuser(
                "insert into %s.inbox (event_id, source, type, aggregate_id, aggregate_version) values ('%s', '%s', 't', 'a', 1)"
                        .formatted(lector.nombre(), perdido, emisor.nombre()));
        await().atMost(PATIENCE).until(() -> flujo(lector).at("/conforme").asBoolean());
        await().atMost(PATIENCE).until(() -> flujo(emisor).at("/conforme").asBoolean());
    }

    @Test
    void whatIsParkedIsSaidWithItsReasonAndIsNotConforme() {
        start();
        lector.rechaza(2);
        List<UUID> ids = emisor.cuenta(1, 3);
        await().atMost(PATIENCE).until(() -> flujo(emisor).at("/aparcados").asLong() == 1);

        assertThat(flujo(lector).at("/aparcados").asLong()).isEqualTo(1);
        assertThat(flujo(lector).at("/conforme").asBoolean()).isFalse();
        assertThat(flujo(emisor).at("/conforme").asBoolean()).isFalse();
        lector.api()
                .get("/api/eventos/" + ids.get(1))
                .status(200)
                .has("/recibido/aplicado", false)
                .has("/recibido/motivo", "IllegalStateException: el 2 no se anota");
    }

    @Test
    void theLifeOfAnEventIsToldOnBothSides() {
        start();
        UUID id = emisor.cuenta(1, 1).get(0);
        emisor.espera("checkpoint_reading");

        emisor.api()
                .get("/api/eventos/" + id)
                .status(200)
                .has("/tipo", "es.crmfactura.Suceso.v1")
                .has("/publicado/confirmado", true)
                .has("/publicado/punto", 1)
                .has("/publicado/lecturas/0/lee", lector.nombre())
                .has("/publicado/lecturas/0/llegado", true)
                .has("/recibido", null);
        lector.api()
                .get("/api/eventos/" + id)
                .status(200)
                .has("/recibido/publica", emisor.nombre())
                .has("/recibido/aplicado", true)
                .has("/publicado", null);
        emisor.api().get("/api/eventos/" + UUID.randomUUID()).problem(404, "evento_desconocido");
        emisor.api().get("/api/eventos/otro").problem(404, "evento_desconocido");
    }

    @Test
    void anOperatorHasEventsToldOnceMore() {
        start();
        List<UUID> ids = emisor.cuenta(1, 3);
        lector.esperaNotas(3);
        String uno = """
            {"pedido_por": "Marta", "motivo": "por ver", "eventos": ["%s"]}""".formatted(ids.get(1));

        String donde =
                emisor.api().post("/api/eventos/reenvios", uno).status(202).header("Location");

        await().atMost(PATIENCE)
                .untilAsserted(() -> emisor.api()
                        .get(donde)
                        .status(200)
                        .has("/estado", "terminado")
                        .has("/enviados", 1)
                        .has("/pedido_por", "Marta"));
        await().atMost(PATIENCE).until(() -> flujo(lector).at("/repetidos").asLong() == 1);
        assertThat(lector.notas()).containsExactly(1, 2, 3);
        emisor.api().get("/api/eventos/reenvios/" + UUID.randomUUID()).problem(404, "reenvio_desconocido");
    }

    @Test
    void whoDoesNotSayWhatOrWhyIsToldSoAndNothingIsSent() {
        start();
        emisor.api()
                .post("/api/eventos/reenvios", "{\"pedido_por\": \"Marta\", \"motivo\": \"todo\"}")
                .problem(422, "campos_invalidos");
        emisor.api().post("/api/eventos/reenvios", "{\"tipo\": \"x\"}").problem(422, "campos_invalidos");
        emisor.api().post("/api/eventos/reenvios", """
            {"pedido_por": "Marta", "motivo": "m", "desde": "2026-11-26", "hasta": "2026-11-25"}""").problem(422, "campos_invalidos");

        assertThat(emisor.cuantos("replay")).isZero();
    }

    @Test
    void itIsMeasured() {
        start();
        lector.rechaza(1);
        emisor.cuenta(1, 1);
        emisor.espera("checkpoint_reading");

        var meters = lector.get(MeterRegistry.class);
        await().atMost(PATIENCE).until(() -> gauge(meters, "conciliacion.parked.events") == 1);
        assertThat(gauge(meters, "conciliacion.missing.events")).isZero();
        assertThat(gauge(meters, "conciliacion.unverified.age")).isZero();
        assertThat(gauge(meters, "conciliacion.digest.mismatch")).isZero();
    }

    private double gauge(MeterRegistry meters, String name) {
        return meters.get(name).tag("publisher", emisor.nombre()).gauge().value();
    }

    /** That of what the emisor tells. */
    private JsonNode flujo(Servicio servicio) {
        return servicio.api()
                .get("/api/eventos/conciliacion")
                .status(200)
                .at("/flujos")
                .valueStream()
                .filter(flujo -> flujo.at("/publica").asString().equals(emisor.nombre()))
                .findFirst()
                .orElseThrow();
    }

    private long aplicados(Servicio servicio) {
        return flujo(servicio).at("/aplicados").asLong();
    }

    private void start() {
        lector.arrancado();
        emisor.arrancado();
    }
}
