package es.crmfactura.benchmarks;

import com.rabbitmq.client.Delivery;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/** From the start of billing's commit to the end of the CRM's, at a steady rate, in turns with what is under it. */
final class Latency {

    private static final int PER_SECOND = 100;
    private static final int TURN = 500;

    private static final String REMEMBER = """
            insert into crm.inbox (event_id, source, type, aggregate_id, aggregate_version)
            values (?, 'floor', 'floor', 'floor', 1)""";

    /** All that the CRM keeps of an issued invoice. */
    private static final String SAME_ROWS = REMEMBER + """
            ;
            insert into crm.factura_conocida (factura_id, cliente_id, numero, fecha, vencimiento, total)
            values (?, '%1$s', 'FAC-2026-000001', '2026-11-22', '2026-12-22', 297);
            insert into crm.actividad (id, cliente_id, tipo, titulo, descripcion, fecha, completada, origen,
              factura_numero, importe, fecha_creacion)
            values (?, '%1$s', 'venta', 'Factura #FAC-2026-000001', 'Factura por €297.00', now(), true, 'evento',
              'FAC-2026-000001', 297, now())""";

    private final Stage stage;
    private final RawBroker broker;
    private final byte[] body;
    private final List<Long> path = new ArrayList<>();
    private final List<Long> floor = new ArrayList<>();
    private final List<Long> sameRows = new ArrayList<>();

    Latency(Stage stage, RawBroker broker, byte[] body) {
        this.stage = stage;
        this.broker = broker;
        this.body = body;
    }

    /** Nanoseconds. */
    record Percentiles(long p50, long p99, long max) {

        static Percentiles of(List<Long> values) {
            long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
            return new Percentiles(
                    sorted[sorted.length / 2],
                    sorted[(int) Math.ceil(sorted.length * 0.99) - 1],
                    Arrays.stream(sorted).max().orElseThrow());
        }
    }

    /** The turns are kept apart, so that none has the other's work in its figures. */
    void measure(int turns) throws Exception {
        for (int turn = 0; turn < turns; turn++) {
            measurePath();
            measureLeast(REMEMBER, 1, floor);
            measureLeast(SAME_ROWS.formatted(stage.clientIds().get(0)), 3, sameRows);
        }
    }

    Percentiles path() {
        return Percentiles.of(path);
    }

    /** One commit, one trip through the broker, one commit. */
    Percentiles floor() {
        return Percentiles.of(floor);
    }

    /** The floor with all the rows that the path leaves behind. */
    Percentiles sameRows() {
        return Percentiles.of(sameRows);
    }

    private void measurePath() {
        List<Stage.Committed> committed = new ArrayList<>();
        steadily(() -> committed.add(stage.commitOne()));
        committed.forEach(one -> path.add(stage.observer().appliedAt(one.event()) - one.commitBegan()));
    }

    /**
     * One commit into the same log, one trip through a queue like the inbox's, and what is written then, in one round trip that
     * is a transaction. With a thread for each service, as the path has: what holds up an event holds up those behind it.
     *
     * @param parameters of {@code write}, each the event's id
     */
    private void measureLeast(String write, int parameters, List<Long> latencies) throws Exception {
        Map<UUID, Long> began = new ConcurrentHashMap<>();
        try (Connection billing = TestDatabase.instance().connect("factura_app");
                Connection crm = TestDatabase.instance().connect("crm_app");
                PreparedStatement append = billing.prepareStatement("""
                        insert into factura.event_log
                          (seq, xid, event_id, type, routing_key, aggregate_id, aggregate_version, body, created_at)
                        values (0, '0', ?, 'floor', 'floor', ?, 1, ?, now())""");
                PreparedStatement statement = crm.prepareStatement(write)) {
            billing.setAutoCommit(false);
            var reader = new FutureTask<Void>(() -> {
                for (int i = 0; i < TURN; i++) {
                    Delivery delivery = broker.take();
                    UUID id = UUID.fromString(delivery.getProperties().getMessageId());
                    for (int p = 1; p <= parameters; p++) {
                        statement.setObject(p, id);
                    }
                    statement.execute();
                    latencies.add(System.nanoTime() - Objects.requireNonNull(began.get(id)));
                    broker.acknowledge(delivery);
                }
                return null;
            });
            var thread = new Thread(reader, "reader");
            thread.setDaemon(true);
            thread.start();
            steadily(() -> {
                UUID id = UUID.randomUUID();
                append.setObject(1, id);
                append.setObject(2, id);
                append.setBytes(3, body);
                append.execute();
                began.put(id, System.nanoTime());
                billing.commit();
                broker.publish(id.toString());
            });
            reader.get();
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void steadily(Step step) {
        long next = System.nanoTime();
        for (int i = 0; i < TURN; i++) {
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            next += 1_000_000_000L / PER_SECOND;
            try {
                step.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
