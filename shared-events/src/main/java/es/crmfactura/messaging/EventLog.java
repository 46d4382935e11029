package es.crmfactura.messaging;

import java.util.UUID;
import org.springframework.transaction.IllegalTransactionStateException;

/** The append-only log of what this service tells others: at once its outbox, its audit trail and its source of replays. */
public interface EventLog {

    /**
     * Appends an event inside the caller's transaction; it is on its way once that commits, and never was if it rolls back.
     * Call it after the aggregate's own row has been written or locked, so that the log keeps the order in which the
     * aggregate really changed: with JPA that means after a flush.
     *
     * @param event a record of the contract
     * @param version of the aggregate after the change; must grow from event to event
     * @return the event's id
     * @throws IllegalTransactionStateException outside a transaction
     */
    UUID append(Object event, UUID aggregateId, long version);
}
