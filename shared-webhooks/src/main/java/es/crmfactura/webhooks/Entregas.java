package es.crmfactura.webhooks;

import es.crmfactura.webhooks.envio.Mensaje;
import es.crmfactura.webhooks.envio.Secreto;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is still to be delivered, and what has been kept long enough. */
class Entregas {

    private static final String WITH_SOMETHING_DUE = """
            select w.id from webhook w
            where w.activo and exists (
              select from entrega_webhook e
              where e.webhook_id = w.id and e.estado = 'pendiente' and e.proximo_intento <= :ahora)""";

    /** In the order of the log. What failed is waited for by what came after it of the same aggregate, and by nothing else. */
    private static final String NEXT = """
            select e.id, e.evento_id, e.cuerpo, e.intentos, e.fallos, e.caduca_en, e.webhook_id,
              w.url, w.secreto, case when w.secreto_anterior_hasta > :ahora then w.secreto_anterior end as anterior
            from entrega_webhook e join webhook w on w.id = e.webhook_id
            where e.webhook_id = :webhook and w.activo and e.estado = 'pendiente' and e.proximo_intento <= :ahora
              and not exists (
                select from entrega_webhook a
                where a.webhook_id = e.webhook_id and a.agregado = e.agregado and a.seq < e.seq and a.estado = 'pendiente')
            order by e.seq
            limit 1""";

    private static final String REMOVE = """
            delete from entrega_webhook where id in (
              select id from entrega_webhook where creada_en < :limite order by creada_en limit 1000)""";

    private static final String OLDEST = """
            select min(e.proximo_intento) from entrega_webhook e join webhook w on w.id = e.webhook_id
            where w.activo and e.estado = 'pendiente'""";

    private final JdbcClient jdbc;
    private final WebhooksProperties settings;
    private final Clock clock;

    Entregas(JdbcClient jdbc, WebhooksProperties settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** One delivery whose turn it is. */
    record Vencida(UUID id, UUID webhook, Mensaje mensaje, int intentos, int fallos, Instant caduca) {}

    List<UUID> conAlgoVencido() {
        return jdbc.sql(WITH_SOMETHING_DUE)
                .param("ahora", ahora())
                .query(UUID.class)
                .list();
    }

    Optional<Vencida> siguiente(UUID webhook) {
        return jdbc.sql(NEXT)
                .param("webhook", webhook)
                .param("ahora", ahora())
                .query(Entregas::vencida)
                .optional();
    }

    private static Vencida vencida(ResultSet row, int number) throws SQLException {
        List<Secreto> secretos = Stream.of(row.getString("secreto"), row.getString("anterior"))
                .filter(secreto -> secreto != null)
                .map(Secreto::new)
                .toList();
        var mensaje = new Mensaje(
                URI.create(row.getString("url")),
                row.getObject("evento_id", UUID.class),
                row.getString("cuerpo"),
                secretos);
        return new Vencida(
                row.getObject("id", UUID.class),
                row.getObject("webhook_id", UUID.class),
                mensaje,
                row.getInt("intentos"),
                row.getInt("fallos"),
                row.getObject("caduca_en", OffsetDateTime.class).toInstant());
    }

    /** Removes those whose time is up. */
    void limpiar() {
        var statement = jdbc.sql(REMOVE).param("limite", at(clock.instant().minus(settings.keepFor())));
        while (statement.update() == 1_000) {
            // there may be more
        }
    }

    /** How long the oldest one that is due has been so; zero if none is. */
    Duration retraso() {
        return jdbc.sql(OLDEST)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(due -> Duration.between(due.toInstant(), clock.instant()))
                .filter(late -> !late.isNegative())
                .orElse(Duration.ZERO);
    }

    private OffsetDateTime ahora() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
