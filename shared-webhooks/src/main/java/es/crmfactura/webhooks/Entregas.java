package es.crmfactura.webhooks;

import es.crmfactura.webhooks.envio.Mensaje;
import es.crmfactura.webhooks.envio.Reintentos;
import es.crmfactura.webhooks.envio.Respuesta;
import es.crmfactura.webhooks.envio.Secreto;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
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
import org.springframework.transaction.annotation.Transactional;

/** What is still to be delivered, and what became of it. */
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

    private static final String NOTE_RESULT = """
            update entrega_webhook
            set intentos = intentos + 1, fallos = :fallos, estado = :estado, proximo_intento = :proximo,
              entregada_en = :entregada
            where id = :id and intentos = :intentos""";

    private static final String NOTE_ATTEMPT = """
            insert into intento_webhook (entrega_id, numero, iniciado_en, duracion_ms, status, error, respuesta)
            values (:id, :numero, :iniciado, :duracion, :status, :error, :respuesta)""";

    private static final String SWITCH_OFF = """
            update webhook set activo = false, motivo_inactivo = 'El servidor respondió 410', version = version + 1
            where id = :id and activo""";

    private static final String RESEND = """
            update entrega_webhook
            set estado = 'pendiente', proximo_intento = :ahora, caduca_en = :caduca, fallos = 0, entregada_en = null
            where webhook_id = :webhook and id = :id""";

    private static final String TEST = """
            insert into entrega_webhook (webhook_id, evento_id, tipo, agregado, seq, cuerpo, creada_en, proximo_intento, caduca_en)
            values (:webhook, :evento, :tipo, :evento, 0, :cuerpo, :ahora, :ahora, :caduca)
            returning id""";

    private static final String REMOVE = """
            delete from entrega_webhook where id in (
              select id from entrega_webhook where creada_en < :limite order by creada_en limit 1000)""";

    private static final String OLDEST = """
            select min(e.proximo_intento) from entrega_webhook e join webhook w on w.id = e.webhook_id
            where w.activo and e.estado = 'pendiente'""";

    private final JdbcClient jdbc;
    private final Reintentos reintentos;
    private final WebhooksProperties settings;
    private final Clock clock;

    Entregas(JdbcClient jdbc, WebhooksProperties settings, Clock clock) {
        this.jdbc = jdbc;
        this.reintentos = new Reintentos(settings.retries());
        this.settings = settings;
        this.clock = clock;
    }

    /** One delivery whose turn it is. */
    record Vencida(UUID id, UUID webhook, Mensaje mensaje, int intentos, int fallos, Instant caduca) {}

    enum Desenlace {
        DELIVERED,
        FAILED,
        ABANDONED
    }

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

    /** Has no effect if the delivery was noted or removed by somebody else meanwhile. */
    @Transactional
    public Desenlace anotar(Vencida entrega, Respuesta respuesta) {
        Instant now = clock.instant();
        int fallos = respuesta.entregada() ? 0 : entrega.fallos() + 1;
        Optional<Instant> next = next(entrega, respuesta, fallos, now);
        Desenlace desenlace =
                respuesta.entregada() ? Desenlace.DELIVERED : next.isPresent() ? Desenlace.FAILED : Desenlace.ABANDONED;
        boolean noted = jdbc.sql(NOTE_RESULT)
                        .param("id", entrega.id())
                        .param("intentos", entrega.intentos())
                        .param("fallos", fallos)
                        .param("estado", estado(desenlace).name())
                        .param("proximo", next.map(Entregas::at).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("entregada", respuesta.entregada() ? at(now) : null, Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                == 1;
        if (noted) {
            noteAttempt(entrega, respuesta);
        }
        return desenlace;
    }

    /** When to try again; never if it has arrived, the receiver is gone or it is too late. The last attempt is made in time. */
    private Optional<Instant> next(Vencida entrega, Respuesta respuesta, int fallos, Instant now) {
        if (respuesta.entregada() || respuesta.seHaIdo() || !now.isBefore(entrega.caduca())) {
            return Optional.empty();
        }
        Instant next = now.plus(reintentos.despuesDe(respuesta, fallos));
        return Optional.of(next.isBefore(entrega.caduca()) ? next : entrega.caduca());
    }

    private static EntregaDeWebhook.Estado estado(Desenlace desenlace) {
        return switch (desenlace) {
            case DELIVERED -> EntregaDeWebhook.Estado.entregada;
            case FAILED -> EntregaDeWebhook.Estado.pendiente;
            case ABANDONED -> EntregaDeWebhook.Estado.abandonada;
        };
    }

    private void noteAttempt(Vencida entrega, Respuesta respuesta) {
        jdbc.sql(NOTE_ATTEMPT)
                .param("id", entrega.id())
                .param("numero", entrega.intentos() + 1)
                .param("iniciado", at(respuesta.iniciado()))
                .param("duracion", Math.toIntExact(respuesta.duracion().toMillis()))
                .param("status", respuesta.status(), Types.INTEGER)
                .param("error", respuesta.error(), Types.VARCHAR)
                .param("respuesta", respuesta.texto(), Types.VARCHAR)
                .update();
        if (respuesta.seHaIdo()) {
            jdbc.sql(SWITCH_OFF).param("id", entrega.webhook()).update();
        }
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

    private OffsetDateTime caduca() {
        return at(clock.instant().plus(settings.giveUpAfter()));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
