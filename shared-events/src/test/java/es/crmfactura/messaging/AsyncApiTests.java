package es.crmfactura.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.EventoDeCrm;
import es.crmfactura.eventos.EventoDeFactura;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The AsyncAPI document names what the code sends, and nothing else. */
class AsyncApiTests {

    private static final Path FOLDER = Path.of("src/main/resources/META-INF/resources/eventos");
    private static final JsonNode DOCUMENT = new JsonMapper().readTree(FOLDER.resolve("asyncapi.json"));

    static Stream<Arguments> published() {
        return Stream.of(Arguments.of("crm", EventoDeCrm.class), Arguments.of("factura", EventoDeFactura.class))
                .flatMap(family -> types((Class<?>) family.get()[1]).map(type -> Arguments.of(family.get()[0], type)));
    }

    @ParameterizedTest
    @MethodSource("published")
    void describesWhatAServicePublishes(String service, EventType type) {
        JsonNode channel = channel(type);
        JsonNode message = DOCUMENT.at("/components/messages/" + key(type));

        assertThat(channel.path("address").asString()).isEqualTo(type.routingKey());
        assertThat(channel.at("/bindings/amqp/exchange/name").asString()).isEqualTo(service + ".eventos");
        assertThat(DOCUMENT.at("/operations/%s.publica.%s/channel/$ref".formatted(service, key(type)))
                        .asString())
                .isEqualTo("#/channels/" + key(type));
        assertThat(message.path("name").asString()).isEqualTo(type.name());
        assertThat(message.path("contentType").asString()).isEqualTo(CloudEventFormat.CONTENT_TYPE);
        assertThat(message.findValuesAsString("const")).containsExactly("/" + service, type.name(), type.schema());
    }

    @Test
    void describesNothingElse() {
        Stream<String> events = published().map(event -> key((EventType) event.get()[1]));

        assertThat(DOCUMENT.path("channels").propertyNames())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(events, Stream.of("crm.inbox", "factura.inbox"))
                        .toList());
        assertThat(DOCUMENT.at("/components/messages").size())
                .isEqualTo((int) published().count());
        assertThat(DOCUMENT.path("operations").size())
                .isEqualTo((int) published().count() + 2);
    }

    @Test
    void eachServiceReceivesWhatTheOtherPublishes() {
        assertThat(received("crm")).containsExactlyInAnyOrderElementsOf(references(EventoDeFactura.class));
        assertThat(received("factura")).containsExactlyInAnyOrderElementsOf(references(EventoDeCrm.class));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(DOCUMENT.findValuesAsString("$ref")).isNotEmpty().allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                assertThat(Files.exists(FOLDER.resolve(reference))).isTrue();
            }
        });
    }

    private static Stream<EventType> types(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses()).map(payload -> EventType.of("es.crmfactura", payload));
    }

    private static JsonNode channel(EventType type) {
        return DOCUMENT.at("/channels/" + key(type));
    }

    private static String key(EventType type) {
        return type.name().substring("es.crmfactura.".length());
    }

    private static List<String> received(String service) {
        return DOCUMENT.at("/channels/" + service + ".inbox/messages").findValuesAsString("$ref");
    }

    private static List<String> references(Class<?> family) {
        return types(family).map(type -> "#/components/messages/" + key(type)).toList();
    }
}
