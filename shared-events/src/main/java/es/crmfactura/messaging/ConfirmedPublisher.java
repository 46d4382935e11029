package es.crmfactura.messaging;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Date;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Publishes without waiting and knows what the broker has taken over. A message that is refused, or that no queue takes, is
 * not delivered: from then on {@link #check} throws, and the caller starts anew with another publisher.
 */
final class ConfirmedPublisher implements AutoCloseable {

    private final Connection connection;
    private final @Nullable PagedSocket socket;
    private final Channel channel;
    private final String exchange;
    private final String appId;
    private final Runnable onConfirm;
    private final TreeSet<Long> unconfirmed = new TreeSet<>();
    private @Nullable String failure;
    private long lastTag;

    /** @param onConfirm called by the broker connection's thread whenever something has been confirmed, or has failed */
    ConfirmedPublisher(BrokerConnections.Publishing broker, String exchange, String appId, Runnable onConfirm)
            throws IOException {
        this.connection = broker.connection();
        this.socket = broker.socket();
        this.exchange = exchange;
        this.appId = appId;
        this.onConfirm = onConfirm;
        this.channel = connection.createChannel();
        channel.confirmSelect();
        channel.addReturnListener(
                returned -> fail("no queue takes messages with key " + returned.getRoutingKey() + " from " + exchange));
        channel.addConfirmListener(this::confirmed, (tag, multiple) -> fail("the broker refused a message"));
        channel.addShutdownListener(cause -> fail(cause.getMessage()));
    }

    /** @return the tag of the last row: with its confirm and all before it, the rows are delivered */
    long publish(List<LogReader.Row> rows) throws IOException {
        if (socket == null) {
            publishEach(rows);
        } else {
            socket.hold();
            try {
                publishEach(rows);
            } finally {
                socket.release();
            }
        }
        return lastTag;
    }

    private void publishEach(List<LogReader.Row> rows) throws IOException {
        for (LogReader.Row row : rows) {
            synchronized (unconfirmed) {
                lastTag = channel.getNextPublishSeqNo();
                unconfirmed.add(lastTag);
            }
            channel.basicPublish(exchange, row.routingKey(), true, false, properties(row), row.body());
        }
    }

    private BasicProperties properties(LogReader.Row row) {
        return new BasicProperties.Builder()
                .deliveryMode(2)
                .contentType(CloudEventFormat.CONTENT_TYPE)
                .messageId(row.eventId().toString())
                .type(row.type())
                .appId(appId)
                .timestamp(Date.from(row.createdAt()))
                .build();
    }

    private void confirmed(long tag, boolean multiple) {
        synchronized (unconfirmed) {
            if (multiple) {
                unconfirmed.headSet(tag, true).clear();
            } else {
                unconfirmed.remove(tag);
            }
        }
        onConfirm.run();
    }

    private void fail(@Nullable String reason) {
        synchronized (unconfirmed) {
            if (failure == null) {
                failure = reason == null ? "the connection was closed" : reason;
            }
        }
        onConfirm.run();
    }

    /**
     * Whether everything up to and with {@code tag} is delivered. Asked together with the failure, as a message that no queue
     * takes is first returned and then confirmed.
     *
     * @throws IOException if anything published here will not be delivered
     */
    boolean isConfirmed(long tag) throws IOException {
        synchronized (unconfirmed) {
            check();
            return unconfirmed.isEmpty() || unconfirmed.first() > tag;
        }
    }

    int unconfirmed() {
        synchronized (unconfirmed) {
            return unconfirmed.size();
        }
    }

    /** @throws IOException if anything published here will not be delivered */
    void check() throws IOException {
        synchronized (unconfirmed) {
            if (failure != null) {
                throw new IOException(failure);
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close(2_000);
        } catch (IOException | ShutdownSignalException e) {
            connection.abort(0);
        }
    }
}
