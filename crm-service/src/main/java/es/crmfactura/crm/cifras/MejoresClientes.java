package es.crmfactura.crm.cifras;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * From which sum on a client is one of the best. It takes all invoices to know, so it is asked for every ten minutes, by
 * whoever comes then; the others go on with what was known.
 */
@Component
public class MejoresClientes {

    private static final Duration VALE = Duration.ofMinutes(10);

    private static final String UMBRAL = """
            select percentile_disc(0.9) within group (order by facturado)
            from (
              select sum(total) as facturado
              from factura_viva where not sustituida
              group by cliente_id) c
            where facturado > 0""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ReentrantLock enCurso = new ReentrantLock();
    private volatile Conocido conocido = new Conocido(null, Instant.MIN);

    MejoresClientes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Conocido(@Nullable BigDecimal umbral, Instant hasta) {}

    /** In euros; null while there are no invoices. */
    public @Nullable BigDecimal umbral() {
        Instant ahora = clock.instant();
        if (!ahora.isBefore(conocido.hasta()) && enCurso.tryLock()) {
            try {
                BigDecimal umbral =
                        jdbc.sql(UMBRAL).query(BigDecimal.class).optional().orElse(null);
                // nothing costs nothing to ask for again
                conocido = new Conocido(umbral, umbral == null ? Instant.MIN : ahora.plus(VALE));
            } finally {
                enCurso.unlock();
            }
        }
        return conocido.umbral();
    }
}
