package es.crmfactura.benchmarks;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import es.crmfactura.testing.TestBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** The limit of the broker: confirmed publish and consume with a queue like the inbox's, and no database anywhere. */
final class RawBroker implements AutoCloseable {

    private static final BasicProperties PERSISTENT = new BasicProperties.Builder()
            .deliveryMode(2)
            .contentType("application/cloudevents+json")
            .messageId(UUID.randomUUID().toString())
            .type("es.crmfactura.FacturaEmitida.v1")
            .build();

    private final String queue = "raw." + UUID.randomUUID();
    private final Connection connection;
    private final Channel publishing;
    private final Channel consuming;
    private final LinkedBlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();
    private final byte[] body;

    RawBroker(byte[] body) throws Exception {
        this.body = body;
        var broker = TestBroker.instance();
        var factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setUsername(broker.user());
        factory.setPassword(broker.password());
        factory.setVirtualHost(broker.virtualHost());
        connection = factory.newConnection("raw");
        publishing = connection.createChannel();
        consuming = connection.createChannel();
        consuming.queueDeclare(
                queue,
                true,
                false,
                false,
                broker.realRabbitMq()
                        ? Map.of("x-queue-type", "quorum", "x-single-active-consumer", true)
                        : Map.of("x-single-active-consumer", true));
        consuming.basicQos(400);
        consuming.basicConsume(queue, false, (tag, delivery) -> arrived.add(delivery), tag -> {});
        publishing.confirmSelect();
    }

    /** @return messages a second, from the first publish to the last acknowledgement */
    double drain(int messages) throws Exception {
        var room = new Semaphore(2_000);
        var unconfirmed = new ConcurrentSkipListSet<Long>();
        publishing.clearConfirmListeners();
        publishing.addConfirmListener(
                (tag, multiple) -> {
                    var confirmed =
                            multiple ? unconfirmed.headSet(tag, true) : unconfirmed.subSet(tag, true, tag, true);
                    room.release(confirmed.size());
                    confirmed.clear();
                },
                (tag, multiple) -> {
                    throw new IOException("refused");
                });
        long begun = System.nanoTime();
        var consumer = new Thread(() -> consume(messages));
        consumer.start();
        for (int i = 0; i < messages; i++) {
            room.acquire();
            unconfirmed.add(publishing.getNextPublishSeqNo());
            publishing.basicPublish("", queue, true, false, PERSISTENT, body);
        }
        consumer.join();
        return messages / ((System.nanoTime() - begun) / 1e9);
    }

    private void consume(int messages) {
        try {
            List<Delivery> batch = new ArrayList<>();
            for (int received = 0; received < messages; received += batch.size()) {
                batch.clear();
                batch.add(arrived.take());
                arrived.drainTo(batch, 199);
                consuming.basicAck(batch.get(batch.size() - 1).getEnvelope().getDeliveryTag(), true);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Publishes one message and does not wait. */
    void publish(String messageId) throws IOException {
        publishing.basicPublish(
                "",
                queue,
                true,
                false,
                PERSISTENT.builder().messageId(messageId).build(),
                body);
    }

    /** The next message, once it is there. */
    Delivery take() throws InterruptedException {
        return arrived.take();
    }

    void acknowledge(Delivery delivery) throws IOException {
        consuming.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
    }

    @Override
    public void close() throws IOException {
        consuming.queueDelete(queue);
        connection.close();
    }
}
