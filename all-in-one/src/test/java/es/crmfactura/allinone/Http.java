package es.crmfactura.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Talks to the services as anybody would: it knows addresses and JSON, and none of our types. */
final class Http {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /** Keeps the decimals that an amount came with. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final String crm;
    private final String factura;
    private final @Nullable String key;

    Http(Settings settings) {
        this(settings, null);
    }

    Http(Settings settings, @Nullable String key) {
        this("http://127.0.0.1:" + settings.crmPort(), "http://127.0.0.1:" + settings.facturaPort(), key);
    }

    /**
     * Takes base addresses, for instance {@code http://127.0.0.1:8001}.
     *
     * @param key which is sent along; null for none
     */
    Http(String crm, String factura, @Nullable String key) {
        this.crm = crm;
        this.factura = factura;
        this.key = key;
    }

    /** What came back; its body is missing where it is no JSON. */
    record Answer(int status, HttpHeaders headers, String text) {

        JsonNode body() {
            boolean json = header("Content-Type").matches("application/(.*\\+)?json.*");
            return json ? JSON.readTree(text) : MissingNode.getInstance();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        Answer expect(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }
    }

    Answer crm(String path) {
        return crm("GET", path, "");
    }

    Answer crm(String method, String path, String body, String... headers) {
        return send(crm, method, path, BodyPublishers.ofString(body), headers);
    }

    Answer factura(String path) {
        return factura("GET", path, "");
    }

    Answer factura(String method, String path, String body, String... headers) {
        return send(factura, method, path, BodyPublishers.ofString(body), headers);
    }

    JsonNode createInCrm(String path, String body, String... headers) {
        return crm("POST", path, body, headers).expect(201).body();
    }

    JsonNode createInFactura(String path, String body, String... headers) {
        return factura("POST", path, body, headers).expect(201).body();
    }

    private Answer send(String base, String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(method, body);
        if (key != null) {
            request.setHeader("X-API-Key", key);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
