package es.crmfactura.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program of another maker that receives webhooks and knows of us only what Standard Webhooks says. */
final class Receptor implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Recibido> received = new CopyOnWriteArrayList<>();
    private final Queue<Contestacion> answers = new ConcurrentLinkedQueue<>();

    Receptor() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** What the receiver answers once. */
    record Contestacion(int status, String body, String... headers) {}

    record Recibido(String path, com.sun.net.httpserver.Headers headers, String body, Instant at) {

        String id() {
            return headers.getFirst("webhook-id");
        }

        JsonNode json() {
            return JSON.readTree(body);
        }

        int numero() {
            return json().at("/data/numero").asInt();
        }

        List<String> signatures() {
            return List.of(headers.getFirst("webhook-signature").split(" "));
        }

        /** As a receiver does it that has this secret and no library. */
        boolean isSignedWith(String secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                String signed = id() + "." + headers.getFirst("webhook-timestamp") + "." + body;
                byte[] expected = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
                return signatures().contains("v1," + Base64.getEncoder().encodeToString(expected));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(new Recibido(
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    Instant.now()));
            Contestacion answer = answers.poll();
            reply(exchange, answer == null ? new Contestacion(204, "") : answer);
        }
    }

    private static void reply(HttpExchange exchange, Contestacion answer) throws IOException {
        for (int i = 0; i < answer.headers().length; i += 2) {
            exchange.getResponseHeaders().add(answer.headers()[i], answer.headers()[i + 1]);
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    Receptor answering(Contestacion... next) {
        answers.addAll(Arrays.asList(next));
        return this;
    }

    Receptor answering(int... statuses) {
        Arrays.stream(statuses).forEach(status -> answers.add(new Contestacion(status, "")));
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/avisos?canal=1";
    }

    List<Recibido> received() {
        return received;
    }

    /** Waits for as many, and no more than those have come. */
    List<Recibido> awaits(int expected) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(received).hasSizeGreaterThanOrEqualTo(expected));
        assertThat(received).hasSize(expected);
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
