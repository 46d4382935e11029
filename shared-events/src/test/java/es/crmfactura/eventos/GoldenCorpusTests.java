package es.crmfactura.eventos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import es.crmfactura.messaging.CloudEventFormat;
import es.crmfactura.messaging.EventTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every message ever published can still be read, and what is written today looks like it. */
class GoldenCorpusTests {

    private final CloudEventFormat format = new CloudEventFormat(
            EventTypes.of("es.crmfactura", EventoDeCrm.class, EventoDeFactura.class, EventoDeControl.class));

    static List<String> events() {
        return Contract.goldenEvents();
    }

    static Stream<Arguments> messages() {
        return events().stream()
                .flatMap(event -> Contract.goldenVariants(event).stream().map(variant -> Arguments.of(event, variant)));
    }

    static Stream<Arguments> messagesWithoutUnknownFields() {
        return messages().filter(message -> !message.get()[1].equals("ampliado"));
    }

    @Test
    void everyEventIsInTheCorpus() {
        assertThat(events())
                .containsExactlyInAnyOrderElementsOf(Contract.records().stream()
                        .map(event -> event.getSimpleName() + ".v1")
                        .toList())
                .allSatisfy(
                        event -> assertThat(Contract.goldenVariants(event)).contains("minimo", "completo", "ampliado"));
    }

    /** A field that no message carries could be misspelt in the record and the schema alike. */
    @ParameterizedTest
    @MethodSource("events")
    void everyFieldIsInTheCorpusWithAValue(String event) {
        var carried = new TreeSet<String>();
        Contract.goldenVariants(event)
                .forEach(variant -> carry(
                        "",
                        Contract.JSON.readTree(Contract.golden(event, variant)).path("data"),
                        carried));

        assertThat(carried).containsAll(described("", Contract.schema(event)));
    }

    private static void carry(String place, JsonNode value, Set<String> carried) {
        if (value.isArray()) {
            value.forEach(element -> carry(place, element, carried));
        } else if (!value.isNull()) {
            carried.add(place);
            value.properties().forEach(field -> carry(place + "/" + field.getKey(), field.getValue(), carried));
        }
    }

    private static Set<String> described(String place, JsonNode schema) {
        var places = new TreeSet<String>();
        JsonNode object = schema.has("items") ? schema.path("items") : schema;
        object.path("properties").properties().forEach(field -> {
            places.add(place + "/" + field.getKey());
            places.addAll(described(place + "/" + field.getKey(), field.getValue()));
        });
        return places;
    }

    @ParameterizedTest
    @MethodSource("messages")
    void satisfiesItsSchemas(String event, String variant) {
        JsonNode message = Contract.JSON.readTree(Contract.golden(event, variant));

        assertThat(Contract.violations(Contract.ENVELOPE, message)).isEmpty();
        assertThat(Contract.violations(event, message.path("data"))).isEmpty();
        assertThat(message.path("type").asString()).isEqualTo("es.crmfactura." + event);
        assertThat(message.path("dataschema")).isEqualTo(Contract.schema(event).path("$id"));
    }

    @ParameterizedTest
    @CsvSource({"importe,0", "importe,'\"500.29\"'", "fecha,'\"30/11/2026\"'", "pago_id,'\"1\"'", "pagado,null"})
    void aValueThatIsNoneViolatesTheSchema(String field, String value) {
        var data = (ObjectNode) Contract.JSON
                .readTree(Contract.golden("PagoRecibido.v1", "completo"))
                .path("data");

        data.set(field, Contract.JSON.readTree(value));

        assertThat(Contract.violations("PagoRecibido.v1", data)).hasSize(1);
    }

    /** Whoever had to round one would not come to an end. */
    @ParameterizedTest
    @ValueSource(strings = {"1e100000000", "-1e2147483647", "1e-100000000"})
    void anAmountThatNobodyWouldWriteDownIsUnreadable(String amount) {
        String message = new String(Contract.golden("PagoRecibido.v1", "completo"), StandardCharsets.UTF_8);
        String spoilt = message.replaceFirst("(\"importe\"\\s*:\\s*)[\\d.]+", "$1" + amount);

        assertThat(spoilt).contains(amount);
        assertThatThrownBy(() -> format.read(spoilt.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(CloudEventFormat.UnreadableEventException.class);
    }

    @ParameterizedTest
    @MethodSource("messagesWithoutUnknownFields")
    void isWrittenTodayAsItWasPublished(String event, String variant) {
        JsonNode published = Contract.JSON.readTree(Contract.golden(event, variant));

        JsonNode written = Contract.JSON.readTree(format.write(format.read(Contract.golden(event, variant))));

        removeNullsOfLaterFields(written, published);
        assertThat(written).as("with the decimals of its amounts").isEqualTo(published);
    }

    /** A field that the event has gained since says nothing of a message from before: it is null, and nothing else. */
    private static void removeNullsOfLaterFields(JsonNode written, JsonNode published) {
        if (written instanceof ObjectNode object) {
            List.copyOf(object.propertyNames()).stream()
                    .filter(name -> object.path(name).isNull() && !published.has(name))
                    .forEach(object::remove);
            object.properties()
                    .forEach(field -> removeNullsOfLaterFields(field.getValue(), published.path(field.getKey())));
        }
        for (int i = 0; written.isArray() && i < written.size(); i++) {
            removeNullsOfLaterFields(written.get(i), published.path(i));
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void fieldsThatNobodyKnowsAreIgnored(String event) {
        assertThat(format.read(Contract.golden(event, "ampliado")))
                .isEqualTo(format.read(Contract.golden(event, "completo")));
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatIsNullMayAsWellBeMissing(String event) {
        JsonNode message = Contract.JSON.readTree(Contract.golden(event, "minimo"));
        var published = format.read(Contract.golden(event, "minimo"));

        removeNulls(message);

        assertThat(Contract.violations(event, message.path("data"))).isEmpty();
        assertThat(format.read(Contract.JSON.writeValueAsBytes(message))).isEqualTo(published);
    }

    private static void removeNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        node.forEach(GoldenCorpusTests::removeNulls);
    }
}
