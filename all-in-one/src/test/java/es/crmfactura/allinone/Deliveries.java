package es.crmfactura.allinone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes whatever a webhook brings, unchecked. */
final class Deliveries implements AutoCloseable {

    private final BlockingQueue<Delivery> received = new LinkedBlockingQueue<>();
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    Deliveries() throws IOException {
        server.createContext("/", exchange -> {
            try (exchange) {
                var headers = exchange.getRequestHeaders();
                received.add(new Delivery(
                        headers.getFirst("webhook-id"),
                        headers.getFirst("webhook-timestamp"),
                        headers.getFirst("webhook-signature"),
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
    }

    record Delivery(String id, String timestamp, String signature, String body) {

        /** As the guide's shell program wants it. */
        Map<String, String> environment(String secret) {
            return Map.of(
                    "WEBHOOK_SECRETO", secret,
                    "WEBHOOK_ID", id,
                    "WEBHOOK_TIMESTAMP", timestamp,
                    "WEBHOOK_SIGNATURE", signature);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Delivery next() throws InterruptedException {
        return Objects.requireNonNull(received.poll(30, TimeUnit.SECONDS), "nothing was delivered");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
