package es.crmfactura.allinone.fuzz;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that a schema allows, whether or not they make sense. */
final class Valid {

    private static final JsonNodeFactory JSON = JsonMapper.shared().getNodeFactory();
    private static final List<String> NIFS = List.of("B12345674", "00000000T", "A58818501", "00000001R");
    private static final int DEPTH = 6;

    private final Random random;
    private final Known known;
    private final Api api;

    Valid(Random random, Known known, Api api) {
        this.random = random;
        this.known = known;
        this.api = api;
    }

    /** @param name of the field or parameter, which says what an id is of */
    JsonNode value(Operation operation, String name, JsonNode schema) {
        return value(operation, name, schema, 0);
    }

    private JsonNode value(Operation operation, String name, JsonNode given, int depth) {
        JsonNode schema = api.resolved(given);
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.has(choice)) {
                return value(operation, name, one(schema.path(choice)), depth + 1);
            }
        }
        if (schema.has("enum")) {
            return one(schema.path("enum"));
        }
        if (schema.has("example") && random.nextBoolean()) {
            return schema.path("example");
        }
        return switch (type(schema)) {
            case "object" -> object(operation, schema, depth);
            case "array" -> array(operation, name, schema, depth);
            case "integer" -> JSON.numberNode(whole(schema));
            case "number" -> JSON.numberNode(amount(schema));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "null" -> JSON.nullNode();
            default -> JSON.stringNode(text(operation, name, schema));
        };
    }

    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (schema.has("properties")) {
            return "object";
        }
        return type.isArray() ? one(type).asString() : type.asString("string");
    }

    private JsonNode object(Operation operation, JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        if (depth < DEPTH) {
            schema.path("properties").properties().stream()
                    .filter(field -> required.contains(field.getKey()) || random.nextInt(5) < 2)
                    .forEach(field ->
                            object.set(field.getKey(), value(operation, field.getKey(), field.getValue(), depth + 1)));
        }
        if (schema.path("additionalProperties").isObject()) {
            object.put("clave" + random.nextInt(3), "valor");
        }
        return object;
    }

    private JsonNode array(Operation operation, String name, JsonNode schema, int depth) {
        var array = JSON.arrayNode();
        int length = depth < DEPTH ? 1 + random.nextInt(2) : 0;
        for (int i = 0; i < length; i++) {
            array.add(value(operation, name, schema.path("items"), depth + 1));
        }
        return array;
    }

    private long whole(JsonNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = Math.min(schema.path("maximum").asLong(Long.MAX_VALUE), least + 50);
        return least + random.nextLong(most - least + 1);
    }

    private BigDecimal amount(JsonNode schema) {
        double least = schema.path("minimum").asDouble(0);
        return BigDecimal.valueOf(least + random.nextInt(100_000) / 100.0).setScale(2, RoundingMode.HALF_UP);
    }

    private String text(Operation operation, String name, JsonNode schema) {
        LocalDate day = LocalDate.now().plusDays(random.nextInt(600) - 500);
        return switch (schema.path("format").asString("")) {
            case "uuid" -> id(operation, name);
            case "date" -> day.toString();
            case "date-time" -> day.atTime(LocalTime.NOON) + "Z";
            case "email" -> "a" + random.nextInt(1_000) + "@example.com";
            case "uri" -> "https://receptor.invalid/" + random.nextInt(10);
            default -> named(operation, name, schema);
        };
    }

    private String named(Operation operation, String name, JsonNode schema) {
        if (name.endsWith("id")) {
            return id(operation, name);
        }
        if (name.equals("cif_nif") || name.equals("nif")) {
            return NIFS.get(random.nextInt(NIFS.size()));
        }
        int length = Math.min(
                schema.path("maxLength").asInt(40),
                Math.max(8, schema.path("minLength").asInt(1)));
        return ("palabra" + random.nextInt(1_000) + " ñ").repeat(1 + length / 8).substring(0, length);
    }

    private String id(Operation operation, String name) {
        boolean inCrm = name.contains("crm");
        String collection = name.equals("id")
                ? operation.path().replaceAll("/\\{id}.*", "").replaceAll(".*/", "")
                : name.replaceAll("_(crm_)?id$|Id$", "") + "s";
        return random.nextInt(10) == 0 ? known.uuid() : known.id(inCrm ? "crm" : operation.service(), collection);
    }

    private JsonNode one(JsonNode values) {
        return values.path(random.nextInt(values.size()));
    }
}
