package es.crmfactura.messaging;

import java.util.List;
import java.util.Set;

/**
 * Reacts to events of other services. A bean of this type is all that a feature needs in order to listen.
 *
 * <p>Runs inside the transaction that also remembers the events as applied, so that an effect written to the same database
 * happens exactly once. What can't be applied is thrown: the event is then tried alone, and if it fails again it is parked
 * with the exception's message as the reason.
 */
public interface EventHandler {

    /** The payloads it wants; what nobody wants is not delivered to the service. */
    Set<Class<?>> types();

    /** @param events of {@link #types()}, not seen before, in the order in which they were published */
    void apply(List<Event> events);
}
