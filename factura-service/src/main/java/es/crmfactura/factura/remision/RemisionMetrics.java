package es.crmfactura.factura.remision;

import es.crmfactura.factura.remision.RemisionReadModel.Pendientes;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.springframework.stereotype.Component;

/** What an operator watches of the records that wait. */
@Component
class RemisionMetrics {

    RemisionMetrics(MeterRegistry registry, RemisionReadModel remision, Clock clock) {
        Gauge.builder("verifactu.pending", () -> remision.pendientes().pendientes())
                .description("Records of invoices that the tax agency has not answered yet")
                .register(registry);
        Gauge.builder("verifactu.pending.age", () -> edad(remision.pendientes(), clock))
                .baseUnit("seconds")
                .description("How long the oldest of them has waited")
                .register(registry);
    }

    private static double edad(Pendientes pendientes, Clock clock) {
        OffsetDateTime desde = pendientes.desde();
        return desde == null
                ? 0
                : Duration.between(desde.toInstant(), clock.instant()).toMillis() / 1_000.0;
    }
}
