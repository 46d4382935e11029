package es.crmfactura.embedded;

import java.util.Set;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.DeclarableCustomizer;
import org.springframework.amqp.core.Queue;

/**
 * Takes away what RabbitMQ understands in a queue's declaration and Qpid answers by closing the connection. What is lost
 * are safety nets, none of them the mechanism: quorum replication, the delivery limit and the dead-letter exchange.
 */
public final class QpidDialect implements DeclarableCustomizer {

    private static final Set<String> RABBITMQ_ONLY = Set.of(
            "x-queue-type",
            "x-delivery-limit",
            "x-dead-letter-exchange",
            "x-dead-letter-routing-key",
            "x-dead-letter-strategy",
            "x-overflow");

    @Override
    public Declarable apply(Declarable declarable) {
        if (declarable instanceof Queue queue) {
            RABBITMQ_ONLY.forEach(queue::removeArgument);
        }
        return declarable;
    }
}
