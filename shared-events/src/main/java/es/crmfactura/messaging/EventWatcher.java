package es.crmfactura.messaging;

import java.util.List;

/**
 * Is shown what arrives, also what has been received before: for whoever makes something anew from events that are told once
 * more. A bean of this type is all that it takes.
 */
public interface EventWatcher {

    /** Asked for each batch, and so must cost nothing. Where it is false too long, what came meanwhile has to be told again. */
    boolean isWatching();

    /**
     * Called behind the effects of a batch, in its transaction. What it throws undoes what it has done itself, and nothing
     * else.
     *
     * @param events in any order and perhaps more than once; none that is parked or was discarded
     */
    void see(List<Event> events);

    /** {@link #see} has failed; what is written here stays. */
    void failed(String reason);
}
