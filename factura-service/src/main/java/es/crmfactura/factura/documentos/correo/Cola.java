package es.crmfactura.factura.documentos.correo;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is to be sent, for all instances. Who takes something has a while for it, without a lock: what was sent by an instance
 * that could not note it any more is sent again. So it arrives at least once.
 */
@Component
class Cola {

    private static final String TOMAR = """
            update envio set intentos = intentos + 1, proximo_intento = :plazo
            where id = (
              select id from envio where estado = 'pendiente' and proximo_intento <= :ahora
              order by proximo_intento limit 1 for update skip locked)
            returning id, factura_id, para, asunto, mensaje, intentos""";

    private static final String ENVIADO = """
            update envio set estado = 'enviado', proximo_intento = null, error = null, enviado_en = :ahora
            where id = :id and estado <> 'enviado'""";

    /** Only of the last attempt: one that was taken for lost has nothing to say any more. */
    private static final String FALLO = """
            update envio set estado = :estado, proximo_intento = :proximo, error = :error
            where id = :id and estado = 'pendiente' and intentos = :intentos""";

    private final JdbcClient jdbc;
    private final List<Duration> retries;
    private final Duration lease;
    private final Clock clock;

    Cola(JdbcClient jdbc, CorreoProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.retries = properties.retries();
        this.lease = properties.lease();
        this.clock = clock;
    }

    Optional<Encargo> siguiente() {
        OffsetDateTime ahora = OffsetDateTime.now(clock);
        return jdbc.sql(TOMAR)
                .param("ahora", ahora)
                .param("plazo", ahora.plus(lease))
                .query((row, number) -> new Encargo(
                        row.getObject("id", UUID.class),
                        row.getObject("factura_id", UUID.class),
                        row.getString("para"),
                        row.getString("asunto"),
                        row.getString("mensaje"),
                        row.getInt("intentos")))
                .optional();
    }

    /** Whether it was tried as often as it may be, and the last time nobody noted what came of it. */
    boolean estaAgotado(Encargo encargo) {
        return encargo.intentos() > retries.size() + 1;
    }

    void enviado(Encargo encargo) {
        jdbc.sql(ENVIADO)
                .param("id", encargo.id())
                .param("ahora", OffsetDateTime.now(clock))
                .update();
    }

    /** To be tried again, if it was not the last time. */
    void fallido(Encargo encargo, String error) {
        boolean otraVez = encargo.intentos() <= retries.size();
        anotar(encargo, error, otraVez ? OffsetDateTime.now(clock).plus(retries.get(encargo.intentos() - 1)) : null);
    }

    /** Never to be tried again. */
    void rechazado(Encargo encargo, String error) {
        anotar(encargo, error, null);
    }

    private void anotar(Encargo encargo, String error, @Nullable OffsetDateTime proximo) {
        jdbc.sql(FALLO)
                .param("id", encargo.id())
                .param("intentos", encargo.intentos())
                .param("estado", proximo == null ? "fallido" : "pendiente")
                .param("proximo", proximo, Types.TIMESTAMP_WITH_TIMEZONE)
                .param("error", error)
                .update();
    }
}
