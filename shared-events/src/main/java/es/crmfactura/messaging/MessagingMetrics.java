package es.crmfactura.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What an operator watches: how far the relay is behind, and what has become of the events that came in. */
final class MessagingMetrics {

    private final Counter applied;
    private final Counter duplicate;
    private final Counter parked;
    private final Map<ParkedEvents.Outcome, Counter> decisions = new EnumMap<>(ParkedEvents.Outcome.class);

    MessagingMetrics(MeterRegistry registry, RelayLag lag, Parking parking) {
        this.applied = inbox(registry, "applied");
        this.duplicate = inbox(registry, "duplicate");
        this.parked = inbox(registry, "parked");
        Gauge.builder("messaging.relay.lag.events", () -> lag.now().events())
                .description("Events in the log that the broker has not confirmed yet")
                .register(registry);
        Gauge.builder("messaging.relay.lag", () -> lag.now().age().toMillis() / 1_000.0)
                .baseUnit("seconds")
                .description("Age of the oldest event in the log that the broker has not confirmed yet")
                .register(registry);
        Gauge.builder("messaging.parked.events", parking, Parking::count)
                .description("Messages that could not be applied and wait for a decision")
                .register(registry);
        for (var outcome : ParkedEvents.Outcome.values()) {
            decisions.put(
                    outcome,
                    Counter.builder("messaging.parked.decisions")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .description("Parked messages that somebody has decided about, by what became of them")
                            .register(registry));
        }
    }

    private static Counter inbox(MeterRegistry registry, String outcome) {
        return Counter.builder("messaging.inbox.events")
                .tag("outcome", outcome)
                .description("Messages taken from the broker, by what became of them")
                .register(registry);
    }

    void received(int appliedNow, int duplicateNow, int parkedNow) {
        applied.increment(appliedNow);
        duplicate.increment(duplicateNow);
        parked.increment(parkedNow);
    }

    void decided(ParkedEvents.Outcome outcome) {
        Objects.requireNonNull(decisions.get(outcome)).increment();
    }
}
