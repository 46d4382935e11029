package es.crmfactura.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A third reader, with a queue of its own: sees the order in which the relays publish, which the inboxes do not keep. */
final class Listener implements AutoCloseable {

    static final String QUEUE = "ledger";

    private static final JsonMapper JSON = new JsonMapper();

    private final Connection connection;
    private final Set<String> heard = new HashSet<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Queue<String> inversions = new ConcurrentLinkedQueue<>();

    Listener(Servers servers) throws Exception {
        connection = servers.broker().newConnection("ledger");
        Channel channel = connection.createChannel();
        channel.queueDeclare(QUEUE, true, false, false, Map.of("x-queue-type", "quorum"));
        for (String source : List.of("crm", "factura")) {
            channel.queueBind(QUEUE, source + ".eventos", "#");
        }
        channel.basicConsume(QUEUE, false, (tag, delivery) -> hear(channel, delivery), tag -> {});
    }

    /** What comes again is not compared: the inboxes do not apply it again either. */
    private void hear(Channel channel, Delivery delivery) throws IOException {
        JsonNode event = JSON.readTree(delivery.getBody());
        if (heard.add(event.get("id").asString())
                && !Ledger.isOfTheStream(event.get("type").asString())) {
            String subject = event.get("subject").asString();
            long version = Long.parseLong(event.get("sequence").asString());
            Long before = versions.put(subject, version);
            if (before != null && before > version) {
                inversions.add(subject + ": " + version + " after " + before);
            }
        }
        channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
    }

    void check() {
        assertThat(inversions).as("published out of order").isEmpty();
    }

    @Override
    public void close() {
        connection.abort();
    }
}
