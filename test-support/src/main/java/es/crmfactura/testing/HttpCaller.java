package es.crmfactura.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program of another maker that talks to the service under test: it knows URLs and JSON, and none of our types. */
public class HttpCaller {

    private static final JsonMapper JSON = new JsonMapper();

    private final Environment environment;
    private final String scheme;
    private final HttpClient http;

    public HttpCaller(Environment environment) {
        this.environment = environment;
        this.scheme = "http";
        this.http = HttpClient.newHttpClient();
    }

    /** Of a service that encrypts. */
    public HttpCaller(Environment environment, SSLContext trust) {
        this.environment = environment;
        this.scheme = "https";
        this.http = HttpClient.newBuilder().sslContext(trust).build();
    }

    public Answer get(String path) {
        return send("GET", path, "");
    }

    public Answer post(String path, String json) {
        return send("POST", path, json);
    }

    public Answer put(String path, String json) {
        return send("PUT", path, json);
    }

    /** @param headers names and values in turn */
    public Answer send(String method, String path, String json, String... headers) {
        var request = to(path).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** Posts a file as it is. */
    public Answer upload(String path, String contentType, byte[] file, String... headers) {
        var request = to(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofByteArray(file));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** Puts a file in the place of what is there. */
    public Answer replace(String path, String contentType, byte[] file) {
        return send(to(path).header("Content-Type", contentType).PUT(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    /**
     * Gets a file as it is.
     *
     * @param headers names and values in turn
     */
    public HttpResponse<byte[]> download(String path, String... headers) {
        var request = to(path).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(
                URI.create(scheme + "://127.0.0.1:" + environment.getProperty("local.server.port") + path));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public Answer status(int expected) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(expected);
            return this;
        }

        public Answer problem(int status, String codigo) {
            status(status);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            return has("/codigo", codigo);
        }

        public Answer has(String pointer, @Nullable Object expected) {
            assertThat(at(pointer)).as(pointer + " of " + response.body()).isEqualTo(JSON.valueToTree(expected));
            return this;
        }

        /** As text, which shows how many decimals a number has. */
        public Answer hasAmount(String pointer, String expected) {
            assertThat(response.body())
                    .contains("\"" + pointer.substring(pointer.lastIndexOf('/') + 1) + "\":" + expected);
            return this;
        }

        public Answer lacks(String pointer) {
            assertThat(at(pointer).isMissingNode()).as(response.body()).isTrue();
            return this;
        }

        public JsonNode at(String pointer) {
            return JSON.readTree(response.body()).at(pointer);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElseThrow();
        }
    }
}
