package es.crmfactura.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * What a service says of itself at one moment.
 *
 * @param heap in use, in bytes
 * @param connections to the database, in its pool
 * @param behind how many events its relay has not delivered yet
 */
record Gauges(double heap, double threads, double connections, double behind) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Gauges of(ServiceJvm service) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(service.url() + "/actuator/prometheus"))
                .build();
        List<String> lines = HTTP.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .toList();
        return new Gauges(
                sum(lines, "jvm_memory_used_bytes{area=\"heap\""),
                sum(lines, "jvm_threads_live_threads"),
                sum(lines, "hikaricp_connections{"),
                sum(lines, "messaging_relay_lag_events"));
    }

    private static double sum(List<String> lines, String metric) {
        return lines.stream()
                .filter(line -> line.startsWith(metric))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
