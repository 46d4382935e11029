package es.crmfactura.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Exchange;
import org.springframework.amqp.core.Queue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where the services may not declare anything, what is given to them has to be what they would have declared. */
class TopologyTest {

    private static final JsonNode GIVEN = new JsonMapper()
            .readTree(Path.of("../deploy/rabbitmq/definitions.json").toFile());

    @Test
    void theStacksDefinitionsAreTheTopologyOfBothServices() {
        assertThat(given("exchanges")
                        .map(e -> List.of(text(e, "name"), text(e, "type")))
                        .collect(Collectors.toSet()))
                .isEqualTo(declared(Exchange.class)
                        .map(e -> List.of(e.getName(), e.getType()))
                        .collect(Collectors.toSet()));
        assertThat(given("queues").collect(Collectors.toMap(q -> text(q, "name"), q -> arguments(q.get("arguments")))))
                .isEqualTo(declared(Queue.class)
                        .collect(Collectors.toMap(
                                Queue::getName, q -> asText(q.getArguments()), (same, again) -> same)));
        assertThat(given("bindings")
                        .map(b -> List.of(text(b, "source"), text(b, "destination"), text(b, "routing_key")))
                        .collect(Collectors.toSet()))
                .isEqualTo(declared(Binding.class)
                        .map(b -> List.of(b.getExchange(), b.getDestination(), b.getRoutingKey()))
                        .collect(Collectors.toSet()));
    }

    @Test
    void aServiceMayWriteToItsExchangeAndReadItsQueueAndNothingElse() {
        for (String service : List.of("crm", "factura")) {
            JsonNode permissions = given("permissions")
                    .filter(p -> text(p, "user").equals(service))
                    .findFirst()
                    .orElseThrow();
            assertThat(text(permissions, "configure")).isEqualTo("^$");
            assertThat(text(permissions, "write")).isEqualTo("^" + service + "\\.eventos$");
            assertThat(text(permissions, "read")).isEqualTo("^" + service + "\\.inbox$");
        }
    }

    private static <T extends Declarable> Stream<T> declared(Class<T> kind) {
        return Stream.of(settings("crm", "factura"), settings("factura", "crm"))
                .flatMap(settings -> Topology.of(settings).getDeclarablesByType(kind).stream());
    }

    private static MessagingProperties settings(String service, String source) {
        Duration any = Duration.ofSeconds(1);
        return new MessagingProperties(
                service,
                List.of(source),
                true,
                new MessagingProperties.Relay(true, 1, 1, any, any, any),
                new MessagingProperties.Inbox(1, 1, any));
    }

    private static Stream<JsonNode> given(String kind) {
        return GIVEN.get(kind).valueStream();
    }

    private static Map<String, String> arguments(JsonNode arguments) {
        return arguments
                .propertyStream()
                .collect(Collectors.toMap(Map.Entry::getKey, a -> a.getValue().asString()));
    }

    private static Map<String, String> asText(Map<String, Object> arguments) {
        Map<String, String> texts = new HashMap<>();
        arguments.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asString();
    }
}
