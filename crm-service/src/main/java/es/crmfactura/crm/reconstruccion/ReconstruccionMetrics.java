package es.crmfactura.crm.reconstruccion;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an operator is warned of. */
@Component
class ReconstruccionMetrics {

    private final JdbcClient jdbc;
    private final Clock clock;

    ReconstruccionMetrics(MeterRegistry registry, JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        Gauge.builder("crm.reconstruccion.age", this, ReconstruccionMetrics::edad)
                .baseUnit("seconds")
                .description("Since when a rebuild is going on; 0 if none is")
                .register(registry);
        Gauge.builder("crm.reconstruccion.failed", this, ReconstruccionMetrics::fallida)
                .description("1 if the last rebuild has failed")
                .register(registry);
    }

    private double edad() {
        return jdbc.sql("""
                        select coalesce(extract(epoch from cast(:ahora as timestamptz) - min(inicio)), 0)
                        from reconstruccion where estado = 'en_curso'""")
                .param("ahora", clock.instant().toString())
                .query(Double.class)
                .single();
    }

    private double fallida() {
        return jdbc.sql(
                        "select count(*) from (select estado from reconstruccion order by inicio desc, id desc limit 1) r"
                                + " where estado = 'fallida'")
                .query(Double.class)
                .single();
    }
}
