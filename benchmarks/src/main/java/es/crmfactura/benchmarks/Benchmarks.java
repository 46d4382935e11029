package es.crmfactura.benchmarks;

import es.crmfactura.factura.emision.Issuing;
import es.crmfactura.messaging.LogGrowth;
import es.crmfactura.testing.TestBroker;
import es.crmfactura.testing.TestDatabase;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * {@code java -jar benchmarks/target/benchmarks.jar [--quick] [drain] [latency] [invoices] [bulk] [growth] [reports] [crm]}:
 * measures each thing in turns with the limit it is compared with, checks that nothing was lost, doubled or inverted, and
 * prints the ratios first.
 * All of it takes about half an hour, most of them for a million clients and a million invoices; quick is for trying it out.
 */
public final class Benchmarks {

    private static final Set<String> ALL = Set.of("drain", "latency", "invoices", "bulk", "growth", "reports", "crm");

    private static final int WRITERS = 8;
    private static final int MANY_WRITERS = 32;

    private final int rounds;
    private final int events;
    private final int seconds;
    private final int lote;
    private final int logRows;
    private final int clients;
    private final Stage stage;
    private final Report report = new Report();

    private Benchmarks(boolean quick, Stage stage) {
        this.rounds = quick ? 1 : 3;
        this.events = quick ? 10_000 : 40_000;
        this.seconds = quick ? 3 : 10;
        this.lote = quick ? 2_000 : 10_000;
        this.logRows = quick ? 200_000 : 5_000_000;
        this.clients = quick ? 50_000 : 1_000_000;
        this.stage = stage;
    }

    public static void main(String[] args) throws Exception {
        boolean quick = List.of(args).contains("--quick");
        Set<String> chosen = Arrays.stream(args).filter(ALL::contains).collect(Collectors.toSet());
        try (Stage stage = new Stage()) {
            new Benchmarks(quick, stage).run(chosen.isEmpty() ? ALL : chosen);
        }
        System.exit(0);
    }

    private void run(Set<String> chosen) throws Exception {
        if (!List.of("growth", "reports", "crm").containsAll(chosen)) {
            delivery(chosen);
        }
        if (chosen.contains("growth")) {
            growth();
        }
        // last, as they leave many invoices and clients behind
        if (chosen.contains("reports")) {
            new ReportsGrowth().compare(10_000, clients, report);
        }
        if (chosen.contains("crm")) {
            new CrmGrowth(stage.crmRelay()).compare(10_000, clients, report);
        }
        System.out.printf(
                Locale.ROOT,
                "%n%s, %s, %d cores, Java %s%n%n%s%n",
                TestDatabase.instance().description(),
                TestBroker.instance().description(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                report);
        Ledger.check(stage);
    }

    private void delivery(Set<String> chosen) throws Exception {
        byte[] body = stage.exampleBody();
        List<UUID> clients = stage.clientIds();
        try (var broker = new RawBroker(body)) {
            warmUp(broker, clients, body);
            if (chosen.contains("drain")) {
                drain(broker);
            }
            if (chosen.contains("latency")) {
                latency(broker, body);
            }
            if (chosen.contains("invoices")) {
                invoices(clients, body);
            }
            if (chosen.contains("bulk")) {
                bulk(clients, body);
            }
        }
    }

    private void growth() throws SQLException {
        LogGrowth.Cost cost = LogGrowth.measure(10_000, logRows);
        report.lowerIsBetter(
                "a look of the relay, %,d events behind it : 10,000".formatted(logRows),
                1.1,
                cost.many() / 1e3,
                cost.few() / 1e3,
                "µs");
    }

    /** On two cores the compilers need most of a minute until they leave the cores to those who are measured. */
    private void warmUp(RawBroker broker, List<UUID> clients, byte[] body) throws Exception {
        for (int i = 0; i < rounds; i++) {
            drainOnce(events);
            broker.drain(events);
        }
        stage.appended(
                Issuing.byHttp(Stage.FACTURA_PORT, clients, WRITERS, seconds).invoices());
        stage.observer().awaitApplied(stage.appended());
    }

    /** What comes one by one is compiled anew after the large batches of the drain, which takes some turns. */
    private void awaitCompilers(RawBroker broker, byte[] body) throws Exception {
        var compilers = ManagementFactory.getCompilationMXBean();
        for (int turn = 0; turn < 4 * rounds; turn++) {
            long before = compilers.getTotalCompilationTime();
            long begun = System.nanoTime();
            new Latency(stage, broker, body).measure(1);
            double share = (compilers.getTotalCompilationTime() - before) / ((System.nanoTime() - begun) / 1e6);
            if (share < 0.02) {
                return;
            }
        }
        System.out.println("the compilers are still at work, and what comes next is slower for it");
    }

    private void drain(RawBroker broker) throws Exception {
        List<Double> path = new ArrayList<>();
        List<Double> raw = new ArrayList<>();
        List<Double> batches = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            path.add(drainOnce(events));
            raw.add(broker.drain(events));
            batches.add(RawBatches.rate(events, stage.clientIds().get(0)));
        }
        report.higherIsBetter(
                "drain log -> actividad : raw confirmed publish + consume", 0.6, median(path), median(raw), "events/s");
        report.info("drain log -> actividad : raw 200-row batches", median(path), median(batches), "events/s");
    }

    private double drainOnce(int count) throws InterruptedException {
        stage.relay().stop();
        stage.append(count, 100);
        long begun = System.nanoTime();
        stage.relay().start();
        stage.observer().awaitApplied(stage.appended());
        return count / ((System.nanoTime() - begun) / 1e9);
    }

    private void latency(RawBroker broker, byte[] body) throws Exception {
        awaitCompilers(broker, body);
        var latency = new Latency(stage, broker, body);
        latency.measure(rounds);
        Latency.Percentiles path = latency.path();
        Latency.Percentiles floor = latency.floor();
        String what = "commit -> actividad at 100/s, %s : floor";
        report.lowerIsBetter(what.formatted("p50"), 1.3, path.p50() / 1e6, floor.p50() / 1e6, "ms");
        report.lowerIsBetter(what.formatted("p99"), 1.3, path.p99() / 1e6, floor.p99() / 1e6, "ms");
        report.info(what.formatted("max"), path.max() / 1e6, floor.max() / 1e6, "ms");
        Latency.Percentiles sameRows = latency.sameRows();
        what = "commit -> actividad at 100/s, %s : floor with the same rows";
        report.info(what.formatted("p50"), path.p50() / 1e6, sameRows.p50() / 1e6, "ms");
        report.info(what.formatted("p99"), path.p99() / 1e6, sameRows.p99() / 1e6, "ms");
    }

    private void invoices(List<UUID> clients, byte[] body) throws Exception {
        List<Double> sustained = new ArrayList<>();
        List<Double> http = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        List<Double> together = new ArrayList<>();
        List<Double> oneByOne = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            sustained.add(sustained(clients));
            stage.relay().stop();
            plain.add(Issuing.byPlainJdbc(clients, body, WRITERS, seconds).rate());
            stage.discard(body);
            Issuing.Result issued = Issuing.byHttp(Stage.FACTURA_PORT, clients, WRITERS, seconds);
            stage.appended(issued.invoices());
            http.add(issued.rate());
            oneByOne.add(
                    Issuing.byPlainJdbc(clients, body, MANY_WRITERS, seconds).rate());
            stage.discard(body);
            Issuing.Result grouped = Issuing.byService(stage.factura(), clients, MANY_WRITERS, seconds);
            stage.appended(grouped.invoices());
            together.add(grouped.rate());
            stage.relay().start();
            stage.observer().awaitApplied(stage.appended());
        }
        report.higherIsBetter(
                "sustained invoice -> actividad : plain JDBC transaction alone",
                0.6,
                median(sustained),
                median(plain),
                "invoices/s");
        report.higherIsBetter(
                "POST /facturas : plain JDBC, same rows, one by one", 0.5, median(http), median(plain), "invoices/s");
        report.higherIsBetter(
                "issued together : plain JDBC, one by one, %d writers".formatted(MANY_WRITERS),
                2,
                median(together),
                median(oneByOne),
                "invoices/s");
    }

    private void bulk(List<UUID> clients, byte[] body) throws Exception {
        List<Double> lotes = new ArrayList<>();
        List<Double> oneByOne = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        var bulk = new Bulk(clients);
        Latency.Percentiles meanwhile = new Latency.Percentiles(0, 0, 0);
        Latency.Percentiles alone = meanwhile;
        for (int round = 0; round < rounds; round++) {
            stage.relay().stop();
            long before = stage.issued();
            lotes.add(bulk.byLote(lote));
            oneByOne.add(Issuing.byHttp(Stage.FACTURA_PORT, clients, 1, seconds).rate());
            meanwhile = bulk.singleMeanwhile(lote);
            alone = bulk.singleAlone(500);
            stage.appended(stage.issued() - before);
            plain.add(bulk.byPlainJdbc(lote, body));
            stage.discard(body);
            stage.relay().start();
            stage.observer().awaitApplied(stage.appended());
        }
        report.higherIsBetter(
                "a lote, from upload to end : plain JDBC batches, same rows",
                0.3,
                median(lotes),
                median(plain),
                "invoices/s");
        report.higherIsBetter(
                "a lote, from upload to end : POST /facturas, one by one",
                3,
                median(lotes),
                median(oneByOne),
                "invoices/s");
        String what = "POST /facturas while a lote is issued, %s : alone";
        report.info(what.formatted("p50"), meanwhile.p50() / 1e6, alone.p50() / 1e6, "ms");
        report.info(what.formatted("p99"), meanwhile.p99() / 1e6, alone.p99() / 1e6, "ms");
        report.info(what.formatted("max"), meanwhile.max() / 1e6, alone.max() / 1e6, "ms");
    }

    /** What can be issued while all of it reaches the CRM: measured until the last actividad. */
    private double sustained(List<UUID> clients) throws Exception {
        long begun = System.nanoTime();
        Issuing.Result issued = Issuing.byService(stage.factura(), clients, WRITERS, seconds);
        stage.appended(issued.invoices());
        stage.observer().awaitApplied(stage.appended());
        return issued.invoices() / ((System.nanoTime() - begun) / 1e9);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
