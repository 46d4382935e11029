package es.crmfactura.messaging;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Tells how the events are doing. Never down: without a broker the service still serves, and its events wait in the log. */
final class MessagingHealth extends AbstractHealthIndicator {

    private final Relay relay;
    private final InboxConsumer inbox;
    private final RelayLag lag;
    private final Parking parking;

    MessagingHealth(Relay relay, InboxConsumer inbox, RelayLag lag, Parking parking) {
        this.relay = relay;
        this.inbox = inbox;
        this.lag = lag;
        this.parking = parking;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        RelayLag.Lag behind = lag.now();
        builder.up()
                .withDetail("relay", relay.state().name().toLowerCase(java.util.Locale.ROOT))
                .withDetail("relay_lag_events", behind.events())
                .withDetail("relay_lag_seconds", behind.age().toSeconds())
                .withDetail("inbox", inbox.isConnected() ? "connected" : "disconnected")
                .withDetail("parked_events", parking.count());
    }
}
