package es.crmfactura.eventos;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.messaging.CloudEventFormat;
import es.crmfactura.messaging.EventTypes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every message ever published can still be read, and what is written today looks like it. */
class GoldenCorpusTests {

    private final CloudEventFormat format =
            new CloudEventFormat(EventTypes.of("es.crmfactura", EventoDeCrm.class, EventoDeFactura.class));

    static List<String> events() {
        return Contract.goldenEvents();
    }

    static Stream<Arguments> messages() {
        return events().stream()
                .flatMap(event ->
                        Stream.of("minimo", "completo", "ampliado").map(variant -> Arguments.of(event, variant)));
    }

    @Test
    void everyEventIsInTheCorpus() {
        assertThat(events())
                .containsExactlyInAnyOrderElementsOf(Contract.records().stream()
                        .map(event -> event.getSimpleName() + ".v1")
                        .toList());
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
    @CsvSource({
        "importe,0",
        "importe,'\"500.29\"'",
        "fecha,'\"30/11/2026\"'",
        "pago_id,'\"1\"'",
        "pagado,null"
    })
    void aValueThatIsNoneViolatesTheSchema(String field, String value) {
        var data = (ObjectNode) Contract.JSON
                .readTree(Contract.golden("PagoRecibido.v1", "completo"))
                .path("data");

        data.set(field, Contract.JSON.readTree(value));

        assertThat(Contract.violations("PagoRecibido.v1", data)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("events")
    void isWrittenTodayAsItWasPublished(String event) {
        for (String variant : List.of("minimo", "completo")) {
            byte[] message = Contract.golden(event, variant);

            assertThat(Contract.JSON.readTree(format.write(format.read(message))))
                    .as("%s, with the decimals of its amounts", variant)
                    .isEqualTo(Contract.JSON.readTree(message));
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
