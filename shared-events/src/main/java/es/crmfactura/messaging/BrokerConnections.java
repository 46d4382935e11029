package es.crmfactura.messaging;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.NoOpMetricsCollector;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;

/**
 * Plain connections to the broker for the relay and the inbox, which know better than a pool or an automatic recovery when
 * to begin again.
 */
final class BrokerConnections {

    private final ConnectionFactory factory;
    private final List<Address> addresses;
    private final AmqpAdmin topology;

    BrokerConnections(ConnectionFactory factory, List<Address> addresses, AmqpAdmin topology) {
        this.factory = factory.clone();
        this.factory.setAutomaticRecoveryEnabled(false);
        // it counts every message; what becomes of them is counted where it is known
        this.factory.setMetricsCollector(new NoOpMetricsCollector());
        this.addresses = addresses;
        this.topology = topology;
    }

    /**
     * A connection for publishing pages of messages.
     *
     * @param socket that of the connection; null where it is encrypted, and messages leave one by one
     */
    record Publishing(Connection connection, @Nullable PagedSocket socket) {}

    Publishing openForPages(String name) throws IOException {
        if (factory.isSSL()) {
            return new Publishing(open(factory, name), null);
        }
        var sockets = new PagedSocket.Factory();
        ConnectionFactory paged = factory.clone();
        paged.setSocketFactory(sockets);
        Connection connection = open(paged, name);
        return new Publishing(connection, sockets.created());
    }

    Connection open(String name) throws IOException {
        return open(factory, name);
    }

    /** Declares the topology first: a channel that misses it is closed by the broker. */
    private Connection open(ConnectionFactory connections, String name) throws IOException {
        try {
            topology.initialize();
            return connections.newConnection(addresses, name);
        } catch (TimeoutException | AmqpException e) {
            throw new IOException("no connection to the broker: " + e.getMessage(), e);
        }
    }
}
