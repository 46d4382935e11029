package es.crmfactura.messaging;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way.
 *
 * @param id given by the publisher; the same at every delivery
 * @param source the publishing service
 * @param aggregateId whose events arrive in the order in which they happened
 * @param version of the aggregate after the event; grows from event to event, with gaps
 * @param time when it was published
 * @param traceparent W3C trace context of what caused it
 * @param payload a record of the contract
 */
public record Event(
        UUID id,
        String source,
        String aggregateId,
        long version,
        Instant time,
        @Nullable String traceparent,
        Object payload) {}
