package es.crmfactura.messaging;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries the W3C trace context into the log and out of a received event. */
final class Tracing {

    private static final String TRACEPARENT = "traceparent";

    private final Tracer tracer;
    private final Propagator propagator;

    Tracing(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    @Nullable
    String currentTraceparent() {
        TraceContext context = tracer.currentTraceContext().context();
        if (context == null) {
            return null;
        }
        Map<String, String> carrier = new HashMap<>();
        propagator.inject(context, carrier, (same, key, value) -> carrier.put(key, value));
        return carrier.get(TRACEPARENT);
    }

    /**
     * Runs {@code work} for {@code events}: each gets a span in the trace that caused it, if any. Only a lone event's span
     * is also the current one, as a batch belongs to many traces.
     */
    void follow(List<Event> events, Runnable work) {
        List<Span> spans = events.stream()
                .filter(event -> event.traceparent() != null)
                .map(this::continued)
                .toList();
        try (var scope = events.size() == 1 && !spans.isEmpty() ? tracer.withSpan(spans.get(0)) : null) {
            work.run();
        } catch (RuntimeException e) {
            spans.forEach(span -> span.error(e));
            throw e;
        } finally {
            spans.forEach(Span::end);
        }
    }

    private Span continued(Event event) {
        return propagator
                .extract(event, (same, key) -> key.equals(TRACEPARENT) ? same.traceparent() : null)
                .kind(Span.Kind.CONSUMER)
                .name("process " + event.payload().getClass().getSimpleName())
                .tag("messaging.message.id", event.id().toString())
                .start();
    }
}
