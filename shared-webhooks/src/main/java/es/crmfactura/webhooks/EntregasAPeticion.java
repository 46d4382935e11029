package es.crmfactura.webhooks;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is sent because somebody asked for it, and not because something happened. */
class EntregasAPeticion {

    private static final String RESEND = """
            update entrega_webhook
            set estado = 'pendiente', proximo_intento = :ahora, caduca_en = :caduca, fallos = 0, entregada_en = null
            where webhook_id = :webhook and id = :id""";

    private static final String TEST = """
            insert into entrega_webhook (webhook_id, evento_id, tipo, agregado, seq, cuerpo, creada_en, proximo_intento, caduca_en)
            values (:webhook, :evento, :tipo, :evento, 0, :cuerpo, :ahora, :ahora, :caduca)
            returning id""";

    private final JdbcClient jdbc;
    private final WebhooksProperties settings;
    private final Clock clock;

    EntregasAPeticion(JdbcClient jdbc, WebhooksProperties settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Due now, whatever became of it, and with as much time as a new one. */
    void reenviar(UUID webhook, UUID id) {
        int found = jdbc.sql(RESEND)
                .param("webhook", webhook)
                .param("id", id)
                .param("ahora", ahora())
                .param("caduca", caduca())
                .update();
        if (found == 0) {
            throw new Reparo.EntregaDesconocida();
        }
    }

    /** @return the delivery's id */
    UUID probar(UUID webhook) {
        UUID evento = UUID.randomUUID();
        return jdbc.sql(TEST)
                .param("webhook", webhook)
                .param("evento", evento)
                .param("tipo", TiposDeEvento.PRUEBA)
                .param("cuerpo", Cuerpo.dePrueba(clock.instant()))
                .param("ahora", ahora())
                .param("caduca", caduca())
                .query(UUID.class)
                .single();
    }

    private OffsetDateTime ahora() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime caduca() {
        return ahora().plus(settings.giveUpAfter());
    }
}
