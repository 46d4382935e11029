package es.crmfactura.eventos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class SchemaCompatibilityTests {

    private static final String FIELDS = """
            "type": "object",
            "required": ["numero"],
            "properties": {
              "numero": { "type": "string", "format": "uuid", "description": "Número" },
              "importe": { "type": "number", "minimum": 0 },
              "estado": { "enum": ["abierta", "cerrada"] }%s
            }
            """;

    /** The same fields at the top, in an object and in the elements of an array. */
    private static final String PUBLISHED = "{" + FIELDS.formatted("""
            , "cliente": { %1$s },
            "lineas": { "type": "array", "items": { %1$s } }
            """.formatted(FIELDS.formatted(""))) + "}";

    private static final List<String> PLACES = List.of("", "/properties/cliente", "/properties/lineas/items");

    private static final Map<String, Consumer<ObjectNode>> BREAKS = Map.ofEntries(
            Map.entry("/importe is gone", schema -> properties(schema).remove("importe")),
            Map.entry("/importe has become required", schema -> required(schema).add("importe")),
            Map.entry("/nuevo has become required", schema -> {
                properties(schema).putObject("nuevo").put("type", "string");
                required(schema).add("nuevo");
            }),
            Map.entry(
                    "/numero is no longer required", schema -> required(schema).removeAll()),
            Map.entry(
                    "/numero: type was [string] and is [integer]",
                    schema -> field(schema, "numero").put("type", "integer")),
            Map.entry(
                    "/numero: type was [string] and is [null, string]",
                    schema -> field(schema, "numero")
                            .putArray("type")
                            .add("string")
                            .add("null")),
            Map.entry(
                    "/estado: enum was [abierta, cerrada] and is [abierta]",
                    schema -> field(schema, "estado").putArray("enum").add("abierta")),
            Map.entry(
                    "/estado: enum was [abierta, cerrada] and is [abierta, cerrada, perdida]",
                    schema -> field(schema, "estado")
                            .putArray("enum")
                            .add("abierta")
                            .add("cerrada")
                            .add("perdida")),
            Map.entry(
                    "/numero: format was \"uuid\" and is \"date\"",
                    schema -> field(schema, "numero").put("format", "date")),
            Map.entry(
                    "/importe: minimum was 0 and is 1",
                    schema -> field(schema, "importe").put("minimum", 1)),
            Map.entry(
                    "/numero: maxLength was  and is 20",
                    schema -> field(schema, "numero").put("maxLength", 20)),
            Map.entry(": additionalProperties was  and is false", schema -> schema.put("additionalProperties", false)));

    static Stream<Arguments> breaksEverywhere() {
        return PLACES.stream()
                .flatMap(place -> BREAKS.entrySet().stream()
                        .map(change -> Arguments.of(change.getKey(), place, change.getValue())));
    }

    @ParameterizedTest(name = "{0} in the schema at \"{1}\"")
    @MethodSource("breaksEverywhere")
    void saysWhatBreaksAndWhere(String complaint, String place, Consumer<ObjectNode> change) {
        JsonNode current = Contract.JSON.readTree(PUBLISHED);
        change.accept((ObjectNode) current.at(place));

        assertThat(SchemaCompatibility.breaks(Contract.JSON.readTree(PUBLISHED), current))
                .containsExactly(place.replace("/properties", "").replace("/items", "[]") + complaint);
    }

    @Test
    void allowsOptionalFieldsBetterWordsAndAnotherOrder() {
        JsonNode current = Contract.JSON.readTree(PUBLISHED);
        PLACES.stream().map(place -> (ObjectNode) current.at(place)).forEach(schema -> {
            properties(schema).putObject("nuevo").put("type", "string").put("format", "date");
            schema.put("title", "Un título");
            field(schema, "numero")
                    .put("description", "Número definitivo")
                    .putArray("examples")
                    .add("FAC-1");
            field(schema, "estado").putArray("enum").add("cerrada").add("abierta");
        });

        assertThat(SchemaCompatibility.breaks(Contract.JSON.readTree(PUBLISHED), current))
                .isEmpty();
    }

    static List<String> publishedSchemas() {
        return Contract.publishedSchemas();
    }

    @ParameterizedTest
    @MethodSource("publishedSchemas")
    void todaysSchemaKeepsWhatWasPublished(String name) {
        assertThat(SchemaCompatibility.breaks(Contract.published(name), Contract.schema(name)))
                .as("breaking changes of %s: publish them as a new version beside it", name)
                .isEmpty();
    }

    @Test
    void everySchemaIsPublished() {
        assertThat(Contract.publishedSchemas())
                .as("copies of released schemas; a schema that is released gets one")
                .isEqualTo(Contract.schemas());
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.path("properties");
    }

    private static ObjectNode field(ObjectNode schema, String name) {
        return (ObjectNode) properties(schema).path(name);
    }

    private static ArrayNode required(ObjectNode schema) {
        return (ArrayNode) schema.path("required");
    }
}
