package es.crmfactura.allinone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the services as anybody would. */
final class Http {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final Settings settings;

    Http(Settings settings) {
        this.settings = settings;
    }

    record Answer(int status, JsonNode body) {}

    Answer crm(String path) {
        return get(settings.crmPort(), path);
    }

    Answer factura(String path) {
        return get(settings.facturaPort(), path);
    }

    JsonNode createInCrm(String path, String body, String... headers) {
        return created(settings.crmPort(), path, body, headers);
    }

    JsonNode createInFactura(String path, String body, String... headers) {
        return created(settings.facturaPort(), path, body, headers);
    }

    private JsonNode created(int port, String path, String body, String... headers) {
        var request = request(port, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        Answer answer = send(headers.length == 0 ? request : request.headers(headers));
        if (answer.status() != 201) {
            throw new AssertionError(path + " answered " + answer);
        }
        return answer.body();
    }

    private static Answer get(int port, String path) {
        return send(request(port, path).GET());
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
