package es.crmfactura.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's program, which repeats a request with its key for as long as it does not know what became of it. */
final class Program {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Stack stack;
    private final AtomicInteger turnedAway = new AtomicInteger();

    Program(Stack stack) {
        this.stack = stack;
    }

    /** @throws AssertionError if it is refused, or there is no answer for minutes */
    JsonNode send(Stack.Service service, String method, String path, String body, String key) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "none";
        while (System.nanoTime() < deadline) {
            HttpResponse<String> answer = attempt(service, method, path, body, key);
            if (answer != null) {
                if (answer.statusCode() < 300) {
                    return JSON.readTree(answer.body());
                }
                last = answer.statusCode() + " " + answer.body();
                turnedAway.incrementAndGet();
                if (!mayBeRepeated(answer)) {
                    throw new AssertionError(method + " " + path + " was refused: " + last);
                }
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError(method + " " + path + " was not done in time; last answer: " + last);
    }

    /** How often it was told to come back. */
    int turnedAway() {
        return turnedAway.get();
    }

    JsonNode get(Stack.Service service, String path) {
        return send(service, "GET", path, "", "");
    }

    private static boolean mayBeRepeated(HttpResponse<String> answer) {
        boolean isTold = answer.headers().firstValue("Retry-After").isPresent();
        return isTold && (answer.statusCode() == 429 || answer.statusCode() == 503)
                || answer.body().contains("peticion_en_curso");
    }

    private @Nullable HttpResponse<String> attempt(
            Stack.Service service, String method, String path, String body, String key) {
        var request = HttpRequest.newBuilder(URI.create(stack.any(service).url() + path))
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/json")
                .header("X-API-Key", stack.adminKey())
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
