package es.crmfactura.testing;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.testing.HttpCaller.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Tries every operation that a service's OpenAPI document names, of things that do not exist and with nothing in the body: what
 * gets past the door is then refused for that.
 */
public final class RolesTrial {

    private static final Set<String> PUBLIC = Set.of("/", "/health", "/api/version");
    private static final List<String> ROLES = List.of("lectura", "escritura", "administracion");

    private final HttpCaller caller;
    private final String adminKey;

    public RolesTrial(HttpCaller caller, String adminKey) {
        this.caller = caller;
        this.adminKey = adminKey;
    }

    private record Operation(String method, String path, String role, String contentType) {

        boolean isFor(String who) {
            return ROLES.indexOf(who) >= ROLES.indexOf(role);
        }
    }

    /** @throws AssertionError unless each role may do what the document says and nothing else, and strangers nothing */
    public void run() {
        List<Operation> operations = operations();
        assertThat(operations).hasSizeGreaterThan(30);
        assertThat(wrong(operations, "nobody", "")).isEmpty();
        for (String role : ROLES) {
            Answer key = caller.send(
                            "POST",
                            "/api/claves",
                            "{\"nombre\":\"Prueba\",\"rol\":\"" + role + "\",\"por_segundo\":10000}",
                            "X-API-Key",
                            adminKey)
                    .status(201);
            try {
                assertThat(wrong(operations, role, key.at("/secreta").asString()))
                        .isEmpty();
            } finally {
                caller.send("DELETE", "/api/claves/" + key.at("/clave/id").asString(), "", "X-API-Key", adminKey);
            }
        }
    }

    /** What only administrators may do, as {@code METHOD /path}. */
    public Set<String> forAdministrators() {
        return operations().stream()
                .filter(operation -> operation.role().equals("administracion"))
                .map(operation -> operation.method() + " " + operation.path())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> wrong(List<Operation> operations, String who, String key) {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations) {
            int status = key.isEmpty()
                    ? status(operation, "Content-Type", operation.contentType())
                    : status(operation, "Content-Type", operation.contentType(), "X-API-Key", key);
            boolean turnedAway = status == 401 || status == 403;
            int expected = who.equals("nobody") ? 401 : 403;
            if (operation.isFor(who) ? turnedAway || status >= 500 : status != expected) {
                wrong.add(who + ": " + operation + " -> " + status);
            }
        }
        return wrong;
    }

    private int status(Operation operation, String... headers) {
        String path = operation.path().replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        String body = operation.method().equals("GET") ? "" : "{}";
        return caller.send(operation.method(), path, body, headers).response().statusCode();
    }

    private List<Operation> operations() {
        JsonNode paths = caller.get("/openapi.json").status(200).at("/paths");
        return paths.propertyStream()
                .filter(path -> !PUBLIC.contains(path.getKey()))
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(operation -> new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.getValue().at("/x-rol").asString(),
                                operation
                                        .getValue()
                                        .at("/requestBody/content")
                                        .propertyStream()
                                        .map(Map.Entry::getKey)
                                        .findFirst()
                                        .orElse("application/json"))))
                .toList();
    }
}
