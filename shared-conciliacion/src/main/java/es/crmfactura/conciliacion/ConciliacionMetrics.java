package es.crmfactura.conciliacion;

import es.crmfactura.messaging.MessagingProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What an operator is warned of. Read at most every few seconds, however many ask. */
final class ConciliacionMetrics {

    private static final Duration KEPT_FOR = Duration.ofSeconds(5);

    private final ConciliacionReadModel conciliacion;
    private List<FlujoConciliado> flujos = List.of();
    private long readAt = System.nanoTime() - KEPT_FOR.toNanos();

    ConciliacionMetrics(MeterRegistry registry, ConciliacionReadModel conciliacion, MessagingProperties messaging) {
        this.conciliacion = conciliacion;
        Stream.concat(Stream.of(messaging.service()), messaging.sources().stream())
                .forEach(publica -> register(registry, publica));
        Gauge.builder("conciliacion.replays.open", conciliacion, ConciliacionReadModel::reenviosPendientes)
                .description("Replays that were asked for and are not done yet")
                .register(registry);
    }

    private void register(MeterRegistry registry, String publica) {
        gauge(registry, publica, "conciliacion.missing.events", FlujoConciliado::faltan)
                .description("Events that were told and are known not to have arrived")
                .register(registry);
        gauge(registry, publica, "conciliacion.parked.events", FlujoConciliado::aparcados)
                .description("Events that have arrived and could not be applied")
                .register(registry);
        gauge(
                        registry,
                        publica,
                        "conciliacion.unverified.events",
                        flujo -> flujo.retraso().eventos())
                .description("Events that were told and are not known to have arrived")
                .register(registry);
        gauge(
                        registry,
                        publica,
                        "conciliacion.unverified.age",
                        flujo -> flujo.retraso().segundos())
                .baseUnit("seconds")
                .description("Age of the oldest event that is not known to have arrived")
                .register(registry);
        gauge(registry, publica, "conciliacion.digest.mismatch", flujo -> flujo.huellasCoinciden() ? 0 : 1)
                .description("1 if the two ends of the stream have made out different digests")
                .register(registry);
    }

    private Gauge.Builder<ConciliacionMetrics> gauge(
            MeterRegistry registry, String publica, String name, ToDoubleFunction<FlujoConciliado> value) {
        return Gauge.builder(name, this, metrics -> metrics.worst(publica, value))
                .tag("publisher", publica);
    }

    private double worst(String publica, ToDoubleFunction<FlujoConciliado> value) {
        return flujos().stream()
                .filter(flujo -> flujo.publica().equals(publica))
                .mapToDouble(value)
                .max()
                .orElse(0);
    }

    private synchronized List<FlujoConciliado> flujos() {
        if (System.nanoTime() - readAt >= KEPT_FOR.toNanos()) {
            flujos = conciliacion.flujos();
            readAt = System.nanoTime();
        }
        return flujos;
    }
}
