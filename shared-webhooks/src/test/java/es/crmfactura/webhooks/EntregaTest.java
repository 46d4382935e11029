package es.crmfactura.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.testing.HttpCaller.Answer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What arrives at a receiver, while things happen in the service. */
class EntregaTest {

    private static final String ALGO = "es.crmfactura.prueba.AlgoOcurrido.v1";

    private Emisora service;
    private Receptor receptor;
    private final UUID asunto = UUID.randomUUID();

    @BeforeEach
    void aServiceAndAReceiver() throws SQLException, IOException {
        service = Emisora.nueva().start();
        receptor = new Receptor();
    }

    @AfterEach
    void end() {
        service.close();
        receptor.close();
    }

    @Test
    void anEventArrivesSignedAndWithTheAmountsAsTheyAre() {
        Answer webhook = webhook();

        UUID evento = service.ocurre(asunto, 1);

        Receptor.Recibido arrived = receptor.awaits(1).get(0);
        assertThat(arrived.id()).isEqualTo(evento.toString());
        assertThat(arrived.isSignedWith(secret(webhook))).isTrue();
        assertThat(arrived.path()).isEqualTo("/avisos?canal=1");
        assertThat(arrived.headers().getFirst("User-Agent")).isEqualTo("crm-factura");
        assertThat(arrived.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(Instant.ofEpochSecond(Long.parseLong(arrived.headers().getFirst("webhook-timestamp"))))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(arrived.body())
                .startsWith("{\"type\":\"" + ALGO + "\",\"timestamp\":\"")
                .endsWith("\",\"data\":{\"asunto\":\"" + asunto + "\",\"numero\":1,\"importe\":780.00}}");
    }

    private Answer webhook() {
        return service.api()
                .post("/api/webhooks", "{\"url\": \"" + receptor.url() + "\"}")
                .status(201);
    }

    private static String secret(Answer webhook) {
        return webhook.at("/secreto").asString();
    }
}
