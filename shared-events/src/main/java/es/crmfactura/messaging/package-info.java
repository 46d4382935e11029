/**
 * How an event gets from one service to another: once, in order, or visibly parked. Here are the few types that a feature
 * touches ({@link es.crmfactura.messaging.EventLog} to publish, {@link es.crmfactura.messaging.EventHandler} to listen, {@link es.crmfactura.messaging.EventWatcher} to make something
 * anew) and
 * what configures the rest. Knows no word of the business.
 *
 * <p>The way out: {@code EventLog}, {@code LogReader}, {@code Relay}, {@code ConfirmedPublisher}, and once more {@code Replayer}. The way in: {@code InboxConsumer},
 * {@code Inbox}, {@code Parking}.
 */
@NullMarked
package es.crmfactura.messaging;

import org.jspecify.annotations.NullMarked;
