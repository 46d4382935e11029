package es.crmfactura.messaging;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service takes part.
 *
 * @param service its name: the source of its events, and the first part of the names of its exchange and queue
 * @param sources the services whose events it wants
 * @param declareTopology declares exchanges and queues at the broker; false where they are given and the service may not
 */
@ConfigurationProperties("crmfactura.messaging")
public record MessagingProperties(
        String service,
        @DefaultValue List<String> sources,
        @DefaultValue("true") boolean declareTopology,
        @DefaultValue Relay relay,
        @DefaultValue Inbox inbox) {

    /**
     * From the log to the broker.
     *
     * @param autoStartup starts with the service
     * @param pageSize events read and published at a time
     * @param maxInFlight events published and not yet confirmed, above which it waits
     * @param pollInterval looks into the log at least this often, should a wake-up get lost
     * @param standbyRetry how often an instance that does not lead tries to
     * @param confirmTimeout after which the broker's silence is a failure
     */
    public record Relay(
            @DefaultValue("true") boolean autoStartup,
            @DefaultValue("500") int pageSize,
            @DefaultValue("2000") int maxInFlight,
            @DefaultValue("500ms") Duration pollInterval,
            @DefaultValue("1s") Duration standbyRetry,
            @DefaultValue("30s") Duration confirmTimeout) {}

    /**
     * From the broker to the handlers.
     *
     * @param prefetch messages that the broker sends ahead
     * @param batchSize messages applied in one transaction, at the most; it never waits for a batch to fill
     * @param databaseRetry how often it asks whether a database that was away is back
     */
    public record Inbox(
            @DefaultValue("1000") int prefetch,
            @DefaultValue("500") int batchSize,
            @DefaultValue("1s") Duration databaseRetry) {}

    String exchange() {
        return exchangeOf(service);
    }

    static String exchangeOf(String service) {
        return service + ".eventos";
    }

    String queue() {
        return service + ".inbox";
    }

    String deadLetters() {
        return service + ".dead-letter";
    }
}
