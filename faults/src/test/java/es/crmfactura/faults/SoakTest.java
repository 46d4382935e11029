package es.crmfactura.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * {@code -Dminutes=10}: finds out how many invoices a second reach the CRM, issues four fifths of them for so long, and says minute
 * by minute how long an answer takes and what the services hold. Figures are printed and not judged, but for what must be so on any
 * machine: nothing is turned away or lost, and connections stay within their pools.
 */
@EnabledIfSystemProperty(named = "minutes", matches = "[1-9]\\d*", disabledReason = "-Dminutes=10 runs it")
@NeedsServers
class SoakTest {

    private static final int MINUTES = Integer.getInteger("minutes", 0);
    private static final int WRITERS = 32;
    private static final Duration TRIAL = Duration.ofSeconds(Integer.getInteger("trial", 40));
    /** Connections of a service's pool at the most, as HikariCP has it by default. */
    private static final double POOL = 10;

    private static Stack stack;
    private static Load load;
    private static Ledger ledger;
    private static ExecutorService threads;
    private static ScheduledExecutorService watcher;

    @BeforeAll
    static void start() throws Exception {
        stack = Stack.started();
        var program = new Program(stack);
        load = new Load(program);
        ledger = new Ledger(stack.servers(), load, program);
        threads = Executors.newFixedThreadPool(WRITERS);
        watcher = Executors.newSingleThreadScheduledExecutor();
    }

    @AfterAll
    static void stop() throws Exception {
        if (threads != null) {
            threads.shutdownNow();
            watcher.shutdownNow();
        }
        for (AutoCloseable each : new AutoCloseable[] {load, stack}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void atFourFifthsOfWhatTheyCanDoTheServicesHoldNoMoreInTheEndThanInTheBeginning() throws Exception {
        paced(Double.POSITIVE_INFINITY, TRIAL);
        awaitArrived();
        long began = System.nanoTime();
        int answered = paced(Double.POSITIVE_INFINITY, TRIAL).size();
        awaitArrived();
        double most = answered / ((System.nanoTime() - began) / 1e9);
        double pace = 0.8 * most;
        var report = new StringBuilder("""
                %.0f invoices/s reach the CRM at the most; %d minutes with %.0f/s

                | minute | invoices | p50 | p99 | CRM: heap | threads | connections | events behind | billing: heap | threads | connections | events behind |
                |---|---|---|---|---|---|---|---|---|---|---|---|
                """.formatted(most, MINUTES, pace));
        int turnedAway = load.turnedAway();
        for (int minute = 1; minute <= MINUTES; minute++) {
            report.append(minute(minute, pace));
        }
        assertThat(load.turnedAway()).as("told to come back").isEqualTo(turnedAway);
        awaitArrived();
        ledger.checkAtTheEnd();
        Files.writeString(Path.of(System.getProperty("target"), "soak.md"), report);
        System.out.println(report);
    }

    private static String minute(int number, double pace) throws Exception {
        List<Gauges> crm = new CopyOnWriteArrayList<>();
        List<Gauges> billing = new CopyOnWriteArrayList<>();
        Future<?> watching = watcher.scheduleAtFixedRate(
                () -> {
                    crm.add(gauges(Stack.Service.CRM));
                    billing.add(gauges(Stack.Service.FACTURA));
                },
                0,
                1,
                TimeUnit.SECONDS);
        List<Long> times = paced(pace, Duration.ofMinutes(1)).stream().sorted().toList();
        watching.cancel(false);
        return "| %d | %,d | %.1f ms | %.1f ms | %s | %s |%n"
                .formatted(
                        number,
                        times.size(),
                        times.get(times.size() / 2) / 1e6,
                        times.get(times.size() * 99 / 100) / 1e6,
                        held(crm),
                        held(billing));
    }

    private static Gauges gauges(Stack.Service service) {
        try {
            return Gauges.of(stack.first(service));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The least heap of a minute is what a collection has left. */
    private static String held(List<Gauges> seen) {
        double connections = most(seen, Gauges::connections);
        assertThat(connections).isBetween(1.0, POOL);
        return "%.0f MB | %.0f | %.0f | %.0f"
                .formatted(
                        seen.stream().mapToDouble(Gauges::heap).min().orElseThrow() / 1e6,
                        most(seen, Gauges::threads),
                        connections,
                        most(seen, Gauges::behind));
    }

    private static double most(List<Gauges> seen, ToDoubleFunction<Gauges> gauge) {
        return seen.stream().mapToDouble(gauge).max().orElseThrow();
    }

    /**
     * Issues at a pace.
     *
     * @param perSecond infinite for as fast as it goes
     * @return of each how long it took from when it was due, in nanoseconds
     */
    private static List<Long> paced(double perSecond, Duration time) throws Exception {
        var times = new ConcurrentLinkedQueue<Long>();
        var number = new AtomicLong();
        long begin = System.nanoTime();
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(threads.submit(() -> {
                while (true) {
                    long due = Double.isInfinite(perSecond)
                            ? System.nanoTime()
                            : begin + (long) (number.getAndIncrement() * 1e9 / perSecond);
                    if (due - begin >= time.toNanos()) {
                        return;
                    }
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    load.issue();
                    times.add(System.nanoTime() - due);
                }
            }));
        }
        for (Future<?> writer : writers) {
            writer.get(time.toMinutes() + 5, TimeUnit.MINUTES);
        }
        return List.copyOf(times);
    }

    private static void awaitArrived() throws Exception {
        try (Connection superuser = stack.servers().superuser();
                Statement statement = superuser.createStatement()) {
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> Ledger.rows(statement, """
                            select (select count(*) from crm.actividad where tipo = 'venta')
                              - (select count(*) from factura.factura)""").get(0).equals("0"));
        }
    }
}
