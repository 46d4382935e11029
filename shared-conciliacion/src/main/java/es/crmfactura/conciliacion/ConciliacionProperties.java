package es.crmfactura.conciliacion;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the stream is verified.
 *
 * @param autoStartup starts with the service
 * @param interval how often a checkpoint is told, if there is anything to cover, and what is open is looked at again
 * @param retry how long what was asked for, or told to a reader that keeps silent, may take; doubled with each attempt, up to
 *     an hour
 * @param attempts after which it is left to people
 * @param tolerance how old what is on its way may be before the stream counts as out of order
 */
@ConfigurationProperties("crmfactura.conciliacion")
record ConciliacionProperties(
        @DefaultValue("true") boolean autoStartup,
        @DefaultValue("5s") Duration interval,
        @DefaultValue("10s") Duration retry,
        @DefaultValue("12") int attempts,
        @DefaultValue("1m") Duration tolerance) {

    /** SQL: whether it is time for the attempt after {@code attempts} others, of which the last was at {@code last}. */
    String due(String last, String attempts) {
        return "(%1$s is null or (%2$s < %3$d and %1$s + make_interval(secs => least(3600, %4$d * 2 ^ %2$s / 1000.0)) <= ?))"
                .formatted(last, attempts, this.attempts, retry.toMillis());
    }
}
