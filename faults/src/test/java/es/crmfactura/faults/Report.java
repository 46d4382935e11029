package es.crmfactura.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was injected, and how long it took until what was done next had arrived in the other service. */
final class Report {

    private final Path file;
    private final long seed;
    private final long begun = System.nanoTime();
    private final Map<String, List<Duration>> recoveries = new TreeMap<>();
    private int rounds;
    private int crashes;

    Report(Path file, long seed) {
        this.file = file;
        this.seed = seed;
    }

    /** Written anew each time: a run may be ended at any moment. */
    void add(Fault fault, Duration recovery, Load load) throws IOException {
        rounds++;
        crashes += fault.crashes();
        recoveries.computeIfAbsent(fault.kind(), kind -> new ArrayList<>()).add(recovery);
        Files.writeString(file, text(load));
    }

    private String text(Load load) {
        var text = new StringBuilder("""
                seed %d: %,d rounds in %,d s, %,d processes of services ended; %,d invoices and %,d payments;
                lost 0, double 0, inverted 0, gaps 0, parked 0 after each round

                | fault | times | median until a new invoice and a client's change have arrived | worst |
                |---|---|---|---|
                """.formatted(
                        seed,
                        rounds,
                        (System.nanoTime() - begun) / 1_000_000_000,
                        crashes,
                        load.invoices.size(),
                        load.payments.size()));
        recoveries.forEach((kind, all) -> {
            List<Duration> sorted = all.stream().sorted().toList();
            text.append("| %s | %d | %s | %s |%n"
                    .formatted(
                            kind,
                            sorted.size(),
                            seconds(sorted.get(sorted.size() / 2)),
                            seconds(sorted.get(sorted.size() - 1))));
        });
        return text.toString();
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1_000.0);
    }

    void print() throws IOException {
        if (rounds > 0) {
            System.out.println(Files.readString(file));
        }
    }
}
