package es.crmfactura.messaging;

import java.util.ArrayList;
import java.util.List;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;

/**
 * An exchange for what the service tells, and one queue for all that it hears, so that order is kept. The queue takes
 * everything its sources tell: an event that the service does not know yet is kept with those it could not apply, rather
 * than held back at its publisher.
 */
final class Topology {

    private Topology() {}

    static Declarables of(MessagingProperties settings) {
        List<Declarable> parts = new ArrayList<>();
        parts.add(new TopicExchange(settings.exchange()));
        if (!settings.sources().isEmpty()) {
            FanoutExchange deadLetterExchange = new FanoutExchange(settings.deadLetters());
            Queue deadLetters =
                    QueueBuilder.durable(settings.deadLetters()).quorum().build();
            Queue inbox = inbox(settings);
            parts.addAll(List.of(
                    deadLetterExchange,
                    deadLetters,
                    BindingBuilder.bind(deadLetters).to(deadLetterExchange),
                    inbox));
            settings.sources().forEach(source -> parts.addAll(subscription(inbox, source)));
        }
        return new Declarables(parts);
    }

    /** The delivery limit catches a message that takes the whole service down; all else is parked by the service itself. */
    private static Queue inbox(MessagingProperties settings) {
        return QueueBuilder.durable(settings.queue())
                .quorum()
                .singleActiveConsumer()
                .deliveryLimit(50)
                .deadLetterExchange(settings.deadLetters())
                .withArgument("x-dead-letter-strategy", "at-least-once")
                .overflow(QueueBuilder.Overflow.rejectPublish)
                .build();
    }

    private static List<Declarable> subscription(Queue inbox, String source) {
        TopicExchange exchange = new TopicExchange(MessagingProperties.exchangeOf(source));
        Binding everything = BindingBuilder.bind(inbox).to(exchange).with("#");
        return List.of(exchange, everything);
    }
}
