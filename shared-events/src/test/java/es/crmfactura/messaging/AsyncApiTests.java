package es.crmfactura.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.EventoDeControl;
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
        return Stream.of("crm", "factura")
                .flatMap(service ->
                        types(ownOf(service), EventoDeControl.class).map(type -> Arguments.of(service, type)));
    }

    private static Class<?> ownOf(String service) {
        return service.equals("crm") ? EventoDeCrm.class : EventoDeFactura.class;
    }

    @ParameterizedTest
    @MethodSource("published")
    void describesWhatAServicePublishes(String service, EventType type) {
        JsonNode channel = DOCUMENT.at("/channels/" + key(service, type));
        JsonNode message = DOCUMENT.at("/components/messages/" + key(service, type));

        assertThat(channel.path("address").asString()).isEqualTo(type.routingKey());
        assertThat(channel.at("/bindings/amqp/exchange/name").asString()).isEqualTo(service + ".eventos");
        assertThat(DOCUMENT.at("/operations/%s.publica.%s/channel/$ref".formatted(service, name(type)))
                        .asString())
                .isEqualTo("#/channels/" + key(service, type));
        assertThat(message.path("name").asString()).isEqualTo(type.name());
        assertThat(message.path("contentType").asString()).isEqualTo(CloudEventFormat.CONTENT_TYPE);
        assertThat(message.findValuesAsString("const")).containsExactly("/" + service, type.name(), type.schema());
    }

    @Test
    void describesNothingElse() {
        Stream<String> events = published().map(event -> key((String) event.get()[0], (EventType) event.get()[1]));

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
        assertThat(received("crm")).containsExactlyInAnyOrderElementsOf(references("factura"));
        assertThat(received("factura")).containsExactlyInAnyOrderElementsOf(references("crm"));
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

    private static Stream<EventType> types(Class<?>... families) {
        return Arrays.stream(families)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .map(payload -> EventType.of("es.crmfactura", payload));
    }

    private static String name(EventType type) {
        return type.name().substring("es.crmfactura.".length());
    }

    /** What both services publish is there once for each. */
    private static String key(String service, EventType type) {
        boolean shared = EventoDeControl.class.isAssignableFrom(type.payload());
        return shared ? service + "." + name(type) : name(type);
    }

    private static List<String> received(String service) {
        return DOCUMENT.at("/channels/" + service + ".inbox/messages").findValuesAsString("$ref");
    }

    private static List<String> references(String service) {
        return types(ownOf(service), EventoDeControl.class)
                .map(type -> "#/components/messages/" + key(service, type))
                .toList();
    }
}
