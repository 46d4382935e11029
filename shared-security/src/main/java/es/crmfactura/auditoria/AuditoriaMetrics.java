package es.crmfactura.auditoria;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether entries find their places in the chain. */
class AuditoriaMetrics {

    AuditoriaMetrics(MeterRegistry registry, JdbcClient jdbc) {
        Gauge.builder(
                        "auditoria.pending.entries",
                        () -> number(jdbc, "select count(*)::float8 from auditoria_pendiente"))
                .description("Entries of the audit log that are not sealed yet")
                .register(registry);
        Gauge.builder("auditoria.pending.age", () -> number(jdbc, """
                        select coalesce(extract(epoch from clock_timestamp() - min(cuando)), 0)::float8
                        from auditoria_pendiente"""))
                .baseUnit("seconds")
                .description("Age of the oldest entry of the audit log that is not sealed yet")
                .register(registry);
    }

    private static double number(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Double.class).single();
    }
}
