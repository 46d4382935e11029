package es.crmfactura.benchmarks;

import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** From the start of billing's commit to the end of the CRM's, at a steady rate, in turns with the floor under it. */
final class Latency {

    private static final int PER_SECOND = 100;
    private static final int TURN = 500;

    private final Stage stage;
    private final RawBroker broker;
    private final byte[] body;
    private final List<Long> path = new ArrayList<>();
    private final List<Long> floor = new ArrayList<>();

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

    /** The turns are kept apart, so that neither has the other's work in its figures. */
    void measure(int turns) throws Exception {
        for (int turn = 0; turn < turns; turn++) {
            measurePath();
            measureFloor();
        }
    }

    Percentiles path() {
        return Percentiles.of(path);
    }

    Percentiles floor() {
        return Percentiles.of(floor);
    }

    private void measurePath() {
        List<Stage.Committed> committed = new ArrayList<>();
        steadily(() -> committed.add(stage.commitOne()));
        committed.forEach(one -> path.add(stage.observer().appliedAt(one.event()) - one.commitBegan()));
    }

    /** One commit into the same log, one round trip through a queue like the inbox's, one commit into the same inbox. */
    private void measureFloor() throws Exception {
        try (Connection billing = TestDatabase.instance().connect("factura_app");
                Connection crm = TestDatabase.instance().connect("crm_app");
                PreparedStatement append = billing.prepareStatement("""
                        insert into factura.event_log
                          (seq, xid, event_id, type, routing_key, aggregate_id, aggregate_version, body, created_at)
                        values (0, '0', ?, 'floor', 'floor', ?, 1, ?, now())""");
                PreparedStatement remember = crm.prepareStatement("""
                        insert into crm.inbox (event_id, source, type, aggregate_id, aggregate_version)
                        values (?, 'floor', 'floor', 'floor', 1)""")) {
            billing.setAutoCommit(false);
            steadily(() -> {
                UUID id = UUID.randomUUID();
                append.setObject(1, id);
                append.setObject(2, id);
                append.setBytes(3, body);
                append.execute();
                long began = System.nanoTime();
                billing.commit();
                broker.roundTrip();
                remember.setObject(1, id);
                remember.execute();
                floor.add(System.nanoTime() - began);
            });
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
