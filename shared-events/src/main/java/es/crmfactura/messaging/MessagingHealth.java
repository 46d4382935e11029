package es.crmfactura.messaging;

import java.util.Objects;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Tells how the events are doing. Never down: without a broker the service still serves, and its events wait in the log. */
final class MessagingHealth extends AbstractHealthIndicator {

    private static final String WELL = "-";

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
                .withDetail("relayProblem", Objects.requireNonNullElse(relay.problem(), WELL))
                .withDetail("relayLagEvents", behind.events())
                .withDetail("relayLagSeconds", behind.age().toSeconds())
                .withDetail("inbox", inbox.isConnected() ? "connected" : "disconnected")
                .withDetail("inboxProblem", Objects.requireNonNullElse(inbox.problem(), WELL))
                .withDetail("parkedEvents", parking.count());
    }
}
