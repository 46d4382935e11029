package es.crmfactura.allinone.fuzz;

import es.crmfactura.allinone.fuzz.Operation.Parameter;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An OpenAPI document. */
final class Api {

    private final String service;
    private final JsonNode document;

    private Api(String service, JsonNode document) {
        this.service = service;
        this.document = document;
    }

    static Api read(String service, int port) throws IOException {
        try (var document = URI.create("http://127.0.0.1:%d/openapi.json".formatted(port))
                .toURL()
                .openStream()) {
            return new Api(service, JsonMapper.shared().readTree(document));
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method ->
                                operations.add(operation(path.getKey(), method.getKey(), method.getValue()))));
        return operations;
    }

    private Operation operation(String path, String method, JsonNode described) {
        Map<String, JsonNode> bodies = new TreeMap<>();
        described
                .at("/requestBody/content")
                .properties()
                .forEach(body -> bodies.put(body.getKey(), schema(body.getValue())));
        Map<String, Set<String>> responses = new TreeMap<>();
        described
                .path("responses")
                .properties()
                .forEach(response -> responses.put(
                        response.getKey(),
                        Set.copyOf(response.getValue().path("content").propertyNames())));
        return new Operation(
                service,
                method.toUpperCase(Locale.ROOT),
                path,
                described.path("parameters").valueStream().map(this::parameter).toList(),
                bodies,
                responses);
    }

    private Parameter parameter(JsonNode described) {
        return new Parameter(
                described.path("name").asString(),
                described.path("in").asString(),
                described.path("required").asBoolean(false),
                schema(described));
    }

    private JsonNode schema(JsonNode owner) {
        return owner.path("schema");
    }

    /** What a reference stands for; anything else stands for itself. */
    JsonNode resolved(JsonNode schema) {
        return schema.has("$ref")
                ? resolved(document.at(schema.path("$ref").asString().substring(1)))
                : schema;
    }

    static String names(Set<String> values) {
        return values.stream().sorted().collect(Collectors.joining(", "));
    }
}
