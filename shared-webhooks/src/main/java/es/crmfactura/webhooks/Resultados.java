package es.crmfactura.webhooks;

import es.crmfactura.webhooks.Entregas.Vencida;
import es.crmfactura.webhooks.envio.Reintentos;
import es.crmfactura.webhooks.envio.Respuesta;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Notes what came of an attempt, and when there will be another. */
class Resultados {

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

    private final JdbcClient jdbc;
    private final Reintentos reintentos;
    private final Clock clock;

    Resultados(JdbcClient jdbc, Reintentos reintentos, Clock clock) {
        this.jdbc = jdbc;
        this.reintentos = reintentos;
        this.clock = clock;
    }

    /** Has no effect if the delivery was noted or removed by somebody else meanwhile. */
    @Transactional
    Desenlace anotar(Vencida entrega, Respuesta respuesta) {
        Instant now = clock.instant();
        Optional<Instant> next = next(entrega, respuesta, now);
        Desenlace desenlace = desenlace(respuesta, next);
        boolean noted = jdbc.sql(NOTE_RESULT)
                        .param("id", entrega.id())
                        .param("intentos", entrega.intentos())
                        .param("fallos", respuesta.entregada() ? 0 : entrega.fallos() + 1)
                        .param("estado", desenlace.estado().name())
                        .param("proximo", at(next.orElse(null)), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("entregada", at(respuesta.entregada() ? now : null), Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                == 1;
        if (noted) {
            noteAttempt(entrega, respuesta);
        }
        return desenlace;
    }

    /** Never if it has arrived, the receiver is gone or it is too late. The last attempt is made in time. */
    private Optional<Instant> next(Vencida entrega, Respuesta respuesta, Instant now) {
        if (respuesta.entregada() || respuesta.seHaIdo() || !now.isBefore(entrega.caduca())) {
            return Optional.empty();
        }
        Instant next = now.plus(reintentos.despuesDe(respuesta, entrega.fallos() + 1));
        return Optional.of(next.isBefore(entrega.caduca()) ? next : entrega.caduca());
    }

    private static Desenlace desenlace(Respuesta respuesta, Optional<Instant> next) {
        if (respuesta.entregada()) {
            return Desenlace.DELIVERED;
        }
        return next.isPresent() ? Desenlace.FAILED : Desenlace.ABANDONED;
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

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
