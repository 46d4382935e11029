package es.crmfactura.eventos;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SchemasMatchRecordsTests {

    /** How a plain value is written: its JSON type, and its format where it has one. */
    private static final Map<Class<?>, List<String>> WRITTEN_AS = Map.of(
            String.class, List.of("string", ""),
            UUID.class, List.of("string", "uuid"),
            LocalDate.class, List.of("string", "date"),
            Instant.class, List.of("string", "date-time"),
            BigDecimal.class, List.of("number", ""),
            Boolean.class, List.of("boolean", ""),
            int.class, List.of("integer", ""),
            long.class, List.of("integer", ""),
            Long.class, List.of("integer", ""));

    static List<Class<?>> records() {
        return Contract.records();
    }

    @Test
    void everyRecordHasASchemaAndEverySchemaARecord() {
        Stream<String> described = records().stream().map(event -> event.getSimpleName() + ".v1");

        assertThat(Contract.schemas())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(described, Stream.of(Contract.ENVELOPE)).toList());
    }

    @ParameterizedTest
    @MethodSource("records")
    void schemaDescribesTheRecord(Class<?> event) {
        JsonNode schema = Contract.schema(event.getSimpleName() + ".v1");

        assertThat(schema.path("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.path("$id").asString()).isEqualTo("urn:es.crmfactura:%s:v1", event.getSimpleName());
        assertThat(schema.path("title").asString()).isNotBlank();
        assertType(schema, "object", false);
        assertDescribes(event, schema);
    }

    private static void assertType(JsonNode schema, String type, boolean nullable) {
        assertThat(schema.path("type")).isEqualTo(Contract.JSON.valueToTree(nullable ? List.of(type, "null") : type));
    }

    private static void assertDescribes(Class<?> record, JsonNode schema) {
        assertThat(record).isRecord();
        assertThat(schema.path("description").asString())
                .as("description of %s", record)
                .isNotBlank();
        assertThat(schema.has("additionalProperties"))
                .as("closed to new fields")
                .isFalse();
        assertThat(schema.path("properties").propertyNames())
                .containsExactlyElementsOf(
                        components(record).map(SchemasMatchRecordsTests::name).toList());
        assertThat(schema.path("required").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(components(record)
                        .filter(component -> !nullable(component))
                        .map(SchemasMatchRecordsTests::name)
                        .toList());
        components(record)
                .forEach(component ->
                        assertDescribes(component, schema.path("properties").path(name(component))));
    }

    private static void assertDescribes(RecordComponent component, JsonNode schema) {
        assertThat(schema.path("description").asString())
                .as("description of %s", component)
                .isNotBlank();
        if (component.getType().isRecord()) {
            assertType(schema, "object", nullable(component));
            assertDescribes(component.getType(), schema);
        } else if (component.getType() == List.class) {
            assertType(schema, "array", nullable(component));
            assertDescribesElements(elements(component), schema.path("items"));
        } else {
            assertDescribesValue(component, schema);
        }
    }

    private static void assertDescribesElements(Class<?> element, JsonNode schema) {
        if (element.isRecord()) {
            assertType(schema, "object", false);
            assertDescribes(element, schema);
        } else {
            assertThat(List.of(
                            schema.path("type").asString(),
                            schema.path("format").asString("")))
                    .as("elements that are plain values")
                    .isEqualTo(WRITTEN_AS.get(element));
        }
    }

    private static void assertDescribesValue(RecordComponent component, JsonNode schema) {
        List<String> written = WRITTEN_AS.getOrDefault(component.getType(), List.of());
        assertThat(written).as("a plain value: %s", component).isNotEmpty();
        assertThat(types(schema))
                .as("type of %s", component)
                .containsExactlyElementsOf(
                        nullable(component) ? List.of(written.get(0), "null") : List.of(written.get(0)));
        assertThat(schema.path("format").asString(""))
                .as("format of %s", component)
                .isEqualTo(written.get(1));
    }

    private static Stream<String> types(JsonNode schema) {
        if (schema.has("enum")) {
            return Stream.of("string");
        }
        JsonNode type = schema.path("type");
        return type.isArray() ? type.valueStream().map(JsonNode::asString) : Stream.of(type.asString());
    }

    private static Stream<RecordComponent> components(Class<?> record) {
        return Arrays.stream(record.getRecordComponents());
    }

    private static String name(RecordComponent component) {
        return component.getName().replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static boolean nullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Class<?> elements(RecordComponent list) {
        return (Class<?>) ((ParameterizedType) list.getGenericType()).getActualTypeArguments()[0];
    }
}
