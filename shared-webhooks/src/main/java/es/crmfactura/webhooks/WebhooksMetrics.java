package es.crmfactura.webhooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an operator watches of the webhooks. */
class WebhooksMetrics {

    private final Map<Desenlace, Counter> counters;

    WebhooksMetrics(MeterRegistry registry, Entregas entregas) {
        this.counters = Arrays.stream(Desenlace.values())
                .collect(Collectors.toMap(Function.identity(), outcome -> counter(registry, outcome)));
        Gauge.builder("webhooks.due.age", () -> entregas.retraso().toMillis() / 1_000.0)
                .baseUnit("seconds")
                .description("How long the oldest delivery that is due has been so")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, Desenlace outcome) {
        return Counter.builder("webhooks.attempts")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .description("Attempts to deliver, by what became of them")
                .register(registry);
    }

    void noted(Desenlace outcome) {
        Objects.requireNonNull(counters.get(outcome)).increment();
    }
}
