package es.crmfactura.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.testing.HttpCaller.Answer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How webhooks are defined, in a service that writes to public addresses alone. */
class DefinicionTest {

    private static final String WEBHOOKS = "/api/webhooks";
    private static final String PUBLICA = "{\"url\": \"https://ejemplo.example/avisos\"}";

    private static Emisora service;

    @BeforeAll
    static void aServiceAsItComes() throws SQLException {
        service = Emisora.nueva()
                .with("crmfactura.webhooks.redes-privadas", "false")
                .start();
    }

    @AfterAll
    static void endOfService() {
        service.close();
    }

    @AfterEach
    void nobodyIsTold() {
        service.olvidaLosWebhooks();
    }

    @Test
    void theSecretIsShownOnceAndNeverAgain() {
        Answer created = service.api().post(WEBHOOKS, PUBLICA).status(201);
        String path = created.header("Location");

        assertThat(created.at("/secreto").asString()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(service.api()
                        .post(path + "/rotar", "")
                        .status(200)
                        .at("/secreto")
                        .asString())
                .startsWith("whsec_")
                .isNotEqualTo(created.at("/secreto").asString());
        for (Answer answer : new Answer[] {
            service.api().get(path).status(200),
            service.api().get(WEBHOOKS).status(200),
            service.api().send("PATCH", path, "{\"descripcion\": \"otra\"}").status(200)
        }) {
            assertThat(answer.response().body()).doesNotContain("whsec_");
        }
    }

    @Test
    void whatIsNotSaidIsEverythingAndActive() {
        service.api()
                .post(WEBHOOKS, PUBLICA)
                .status(201)
                .has("/webhook/url", "https://ejemplo.example/avisos")
                .has("/webhook/tipos", null)
                .has("/webhook/activo", true);
        service.api().get(WEBHOOKS).status(200).has("/total", 1);
    }

    @Test
    void onlyWhatIsSentChangesAndOnlyFromTheVersionThatWasRead() {
        Answer created = service.api().post(WEBHOOKS, PUBLICA).status(201);
        String path = created.header("Location");

        Answer changed = service.api()
                .send(
                        "PATCH",
                        path,
                        "{\"tipos\": [\"es.crmfactura.prueba.OtraCosa.v1\"]}",
                        "If-Match",
                        created.header("ETag"))
                .status(200)
                .has("/url", "https://ejemplo.example/avisos")
                .has("/tipos/0", "es.crmfactura.prueba.OtraCosa.v1");

        service.api()
                .send("PATCH", path, "{\"activo\": false}", "If-Match", created.header("ETag"))
                .problem(412, "version_anterior");
        assertThat(service.api().get(path).header("ETag")).isEqualTo(changed.header("ETag"));
    }

    @Test
    void anEliminatedOneIsGoneWithItsDeliveries() {
        String path = service.api().post(WEBHOOKS, PUBLICA).status(201).header("Location");
        service.api().post(path + "/probar", "").status(202);

        service.api().send("DELETE", path, "").status(204);

        service.api().get(path).problem(404, "webhook_desconocido");
        service.api().get(path + "/entregas").problem(404, "webhook_desconocido");
        assertThat(service.jdbc().queryForObject("select count(*) from entrega_webhook", Long.class))
                .isZero();
    }

    @Test
    void aDeliveryIsFoundOnlyAtItsWebhook() {
        String path = service.api().post(WEBHOOKS, PUBLICA).status(201).header("Location");
        String other = service.api().post(WEBHOOKS, PUBLICA).status(201).header("Location");
        String delivery = service.api()
                .post(path + "/probar", "")
                .status(202)
                .at("/entrega/id")
                .asString();

        service.api().get(path + "/entregas/" + delivery).status(200);
        service.api().get(other + "/entregas/" + delivery).problem(404, "entrega_desconocida");
        service.api().post(other + "/entregas/" + delivery + "/reenviar", "").problem(404, "entrega_desconocida");
        service.api().get(path + "/entregas/" + UUID.randomUUID()).problem(404, "entrega_desconocida");
        service.api().get(path + "/entregas/nada").problem(404, "entrega_desconocida");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ejemplo.example/avisos",
                "ftp://ejemplo.example/avisos",
                "https://ana:clave@ejemplo.example/avisos",
                "https://ejemplo.example/avisos#aqui",
                "https:///avisos",
                "avisos",
                "https://ejemplo.example/con espacio",
                "https://localhost/avisos",
                "https://sitio.localhost/avisos",
                "http://localhost/avisos",
                "https://127.0.0.1/avisos",
                "https://127.1/avisos",
                "https://2130706433/avisos",
                "https://0x7f.1/avisos",
                "https://0.0.0.0/avisos",
                "https://10.1.2.3/avisos",
                "https://172.16.0.1/avisos",
                "https://192.168.1.1/avisos",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/avisos",
                "https://224.0.0.1/avisos",
                "https://[::1]/avisos",
                "https://[::ffff:127.0.0.1]/avisos",
                "https://[fd00::1]/avisos",
                "https://[fe80::1]/avisos"
            })
    void anAddressThatNothingMayBeSentToIsRefused(String url) {
        service.api()
                .post(WEBHOOKS, "{\"url\": \"" + url + "\"}")
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "url");
        String path = service.api().post(WEBHOOKS, PUBLICA).status(201).header("Location");
        service.api().send("PATCH", path, "{\"url\": \"" + url + "\"}").problem(422, "campos_invalidos");
        service.api().get(WEBHOOKS).has("/total", 1).has("/webhooks/0/url", "https://ejemplo.example/avisos");
    }

    @Test
    void anUnknownTypeIsRefusedAndTheAnswerNamesThoseThereAre() {
        Answer refused = service.api()
                .post(
                        WEBHOOKS,
                        PUBLICA.replace(
                                "}", ", \"tipos\": [\"es.crmfactura.prueba.OtraCosa.v1\", \"FacturaEmitida\"]}"))
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "tipos[1]");

        assertThat(refused.at("/errores/0/mensaje").asString())
                .contains("es.crmfactura.prueba.AlgoOcurrido.v1, es.crmfactura.prueba.OtraCosa.v1");
        service.api().post(WEBHOOKS, PUBLICA.replace("}", ", \"tipos\": []}")).problem(422, "campos_invalidos");
        service.api()
                .post(WEBHOOKS, PUBLICA.replace("}", ", \"tipos\": [null]}"))
                .problem(422, "campos_invalidos");
        service.api().post(WEBHOOKS, "{}").problem(422, "campos_invalidos");
        service.api().get(WEBHOOKS).has("/total", 0);
    }

    /** A name that led elsewhere when it was defined: here as if it had been defined before the setting was changed. */
    @Test
    void aNameThatLeadsToThisMachineIsRefusedWhenItIsSent() throws IOException {
        try (Receptor receptor = new Receptor()) {
            String path = service.api().post(WEBHOOKS, PUBLICA).status(201).header("Location");
            service.jdbc().update("update webhook set url = ?", receptor.url().replace("127.0.0.1", "localhost"));

            String delivery = path + "/entregas/"
                    + service.api().post(path + "/probar", "").at("/entrega/id").asString();

            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            service.api().get(delivery).at("/entrega/intentos").asInt() > 0);
            assertThat(service.api().get(delivery).at("/historial/0/error").asString())
                    .isEqualTo("no se envía a direcciones que no son públicas");
            assertThat(receptor.received()).isEmpty();
        }
    }
}
