package es.crmfactura.messaging;

import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DeliverCallback;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Takes messages from the queue to the inbox, in batches of what has arrived: one message when it is quiet, many when it is
 * not. Of all instances the broker gives messages to one. While the database is away it holds no channel, so that messages
 * wait at the broker instead of going to and fro.
 */
final class InboxConsumer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(InboxConsumer.class);

    private final MessagingProperties settings;
    private final BrokerConnections broker;
    private final JdbcTemplate jdbc;
    private final Inbox inbox;
    private final Worker worker;
    private volatile BlockingQueue<Optional<Arrived>> arrived = new LinkedBlockingQueue<>();
    private volatile boolean connected;

    InboxConsumer(MessagingProperties settings, BrokerConnections broker, JdbcTemplate jdbc, Inbox inbox) {
        this.settings = settings;
        this.broker = broker;
        this.jdbc = jdbc;
        this.inbox = inbox;
        this.worker = new Worker(settings.service() + "-inbox", this::consume, this::failed);
    }

    private record Arrived(long tag, Inbox.Received received) {}

    boolean isConnected() {
        return connected;
    }

    private void consume() throws IOException, InterruptedException {
        awaitDatabase();
        var deliveries = new LinkedBlockingQueue<Optional<Arrived>>();
        arrived = deliveries;
        try (Connection connection = broker.open(settings.service() + " inbox")) {
            Channel channel = connection.createChannel();
            channel.basicQos(settings.inbox().prefetch());
            // an empty element is the end: of the channel, of the subscription, or of this service
            channel.addShutdownListener(cause -> deliveries.add(Optional.empty()));
            DeliverCallback deliver = (tag, delivery) -> deliveries.add(
                    Optional.of(new Arrived(delivery.getEnvelope().getDeliveryTag(), inbox.read(delivery.getBody()))));
            CancelCallback cancelled = tag -> deliveries.add(Optional.empty());
            channel.basicConsume(settings.queue(), false, deliver, cancelled);
            connected = true;
            log.info("listens to {}", settings.queue());
            receive(channel, deliveries);
        } finally {
            connected = false;
        }
    }

    private void receive(Channel channel, BlockingQueue<Optional<Arrived>> deliveries)
            throws IOException, InterruptedException {
        List<Optional<Arrived>> batch = new ArrayList<>();
        while (worker.isWanted()) {
            batch.clear();
            batch.add(deliveries.take());
            deliveries.drainTo(batch, settings.inbox().batchSize() - 1);
            List<Arrived> messages = batch.stream().flatMap(Optional::stream).toList();
            if (!messages.isEmpty()) {
                inbox.receive(messages.stream().map(Arrived::received).toList());
                channel.basicAck(messages.get(messages.size() - 1).tag(), true);
            }
            if (messages.size() < batch.size() && worker.isWanted()) {
                throw new IOException("the broker has ended the subscription to " + settings.queue());
            }
        }
    }

    private void awaitDatabase() {
        while (worker.isWanted() && !isDatabaseThere()) {
            worker.pause(settings.inbox().databaseRetry());
        }
    }

    private boolean isDatabaseThere() {
        try {
            jdbc.queryForObject("select 1", Integer.class);
            return true;
        } catch (DataAccessException e) {
            return false;
        }
    }

    private void failed(String reason) {
        log.warn("receives nothing for now, messages wait at the broker: {}", reason);
    }

    @Override
    public void start() {
        worker.start();
    }

    @Override
    public void stop() {
        worker.stop(() -> arrived.add(Optional.empty()));
    }

    @Override
    public boolean isRunning() {
        return worker.isWanted();
    }

    @Override
    public boolean isAutoStartup() {
        return !settings.sources().isEmpty();
    }

    @Override
    public int getPhase() {
        return Relay.PHASE - 1;
    }
}
