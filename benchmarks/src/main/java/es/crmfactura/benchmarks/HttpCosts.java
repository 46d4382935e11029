package es.crmfactura.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What it costs to ask a service, over HTTP and one after the other. */
final class HttpCosts {

    private static final int TIMES = 40;
    /** What takes seconds is asked less often. */
    private static final Duration ENOUGH = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    HttpCosts(String base) {
        this.base = base;
    }

    /** Milliseconds. */
    record Cost(double median, double p95) {}

    List<Cost> of(List<String> paths) throws IOException, InterruptedException {
        List<Cost> costs = new ArrayList<>();
        for (String path : paths) {
            costs.add(of(path));
        }
        return costs;
    }

    private Cost of(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path)).build();
        List<Double> times = new ArrayList<>();
        long enough = System.nanoTime() + ENOUGH.toNanos();
        for (int i = -TIMES / 3; i < TIMES && (times.size() < 3 || System.nanoTime() < enough); i++) {
            long began = System.nanoTime();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            double time = (System.nanoTime() - began) / 1e6;
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            if (i >= 0 || System.nanoTime() > enough) {
                times.add(time);
            }
        }
        List<Double> sorted = times.stream().sorted().toList();
        return new Cost(sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 95 / 100));
    }
}
