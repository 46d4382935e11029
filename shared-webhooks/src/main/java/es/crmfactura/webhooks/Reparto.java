package es.crmfactura.webhooks;

import es.crmfactura.messaging.LogFollower;
import es.crmfactura.messaging.LogReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Turns what is in the log into deliveries, and has the due ones sent. */
class Reparto implements LogFollower.Reaction {

    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);

    private static final String DELIVERY = """
            insert into entrega_webhook
              (webhook_id, evento_id, tipo, agregado, seq, cuerpo, creada_en, proximo_intento, caduca_en)
            select w.id, ?, e.tipo, ?, ?, ?, e.ahora, e.ahora, ?
            from webhook w, (values (cast(? as text), cast(? as timestamptz), cast(? as timestamptz))) e (tipo, ocurrido, ahora)
            where w.activo and w.activo_desde <= e.ocurrido and (w.tipos is null or e.tipo = any (w.tipos))
            on conflict (webhook_id, evento_id) do nothing""";

    private final Entregas entregas;
    private final Envios envios;
    private final TiposDeEvento tipos;
    private final WebhooksProperties settings;
    private final Clock clock;
    private Instant cleaned = Instant.MIN;

    Reparto(Entregas entregas, Envios envios, TiposDeEvento tipos, WebhooksProperties settings, Clock clock) {
        this.entregas = entregas;
        this.envios = envios;
        this.tipos = tipos;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public boolean isWanted(JdbcTemplate transaction) {
        return Boolean.TRUE.equals(transaction.queryForObject("select exists (select from webhook)", Boolean.class));
    }

    /**
     * What the services tell each other of the stream itself is nobody else's. What is older than deliveries are kept for
     * comes only after a restore, and was delivered long ago.
     */
    @Override
    public void take(JdbcTemplate transaction, List<LogReader.Row> events) {
        Instant now = clock.instant();
        Instant oldest = now.minus(settings.keepFor());
        transaction.batchUpdate(
                DELIVERY,
                events.stream()
                        .filter(event -> tipos.incluye(event.type()))
                        .filter(event -> !event.createdAt().isBefore(oldest))
                        .map(event -> delivery(event, now))
                        .toList());
    }

    private Object[] delivery(LogReader.Row event, Instant now) {
        Cuerpo cuerpo = Cuerpo.de(event);
        return new Object[] {
            event.eventId(),
            cuerpo.agregado(),
            event.seq(),
            cuerpo.json(),
            at(now.plus(settings.giveUpAfter())),
            event.type(),
            at(event.createdAt()),
            at(now)
        };
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @Override
    public void lead() {
        envios.enviar();
        Instant now = clock.instant();
        if (now.isAfter(cleaned.plus(BETWEEN_CLEANINGS))) {
            entregas.limpiar();
            cleaned = now;
        }
    }

    @Override
    public void standBack() {
        envios.parar();
    }
}
