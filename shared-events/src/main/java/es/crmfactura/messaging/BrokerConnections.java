package es.crmfactura.messaging;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
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
        this.addresses = addresses;
        this.topology = topology;
    }

    /** Declares the topology first: a channel that misses it is closed by the broker. */
    Connection open(String name) throws IOException {
        try {
            topology.initialize();
            return factory.newConnection(addresses, name);
        } catch (TimeoutException | AmqpException e) {
            throw new IOException("no connection to the broker: " + e.getMessage(), e);
        }
    }
}
