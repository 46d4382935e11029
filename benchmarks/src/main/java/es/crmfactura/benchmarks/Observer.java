package es.crmfactura.benchmarks;

import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.eventos.PagoRecibido;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Sits beside the CRM's own handler and notes when each effect was committed, and whether the order was kept. */
@Order(1_000)
final class Observer implements EventHandler {

    private final AtomicLong applied = new AtomicLong();
    private final Map<UUID, Long> appliedAt = new ConcurrentHashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private volatile long inversions;

    @Override
    public Set<Class<?>> types() {
        return Set.of(FacturaEmitida.class, PagoRecibido.class);
    }

    @Override
    public void apply(List<Event> events) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                note(events, System.nanoTime());
            }
        });
    }

    private void note(List<Event> events, long now) {
        for (Event event : events) {
            appliedAt.put(event.id(), now);
            Long before = versions.put(event.aggregateId(), event.version());
            if (before != null && before >= event.version()) {
                inversions++;
            }
        }
        applied.addAndGet(events.size());
    }

    long applied() {
        return applied.get();
    }

    long inversions() {
        return inversions;
    }

    /** On the clock of {@code System.nanoTime}; waits for it. */
    long appliedAt(UUID event) {
        Long at = appliedAt.get(event);
        while (at == null) {
            LockSupport.parkNanos(100_000);
            at = appliedAt.get(event);
        }
        return at;
    }

    void awaitApplied(long count) throws InterruptedException {
        long deadline = System.nanoTime() + 600_000_000_000L;
        while (applied.get() < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "only " + applied + " of " + count + " events were applied in 10 minutes");
            }
            Thread.sleep(1);
        }
    }
}
