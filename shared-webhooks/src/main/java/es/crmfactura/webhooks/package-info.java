/**
 * Programs of other makers that are told what happens in a service, as Standard Webhooks has it. Here are their definition, what
 * each was told, and the leader that turns the log into deliveries and sends them. Calls {@code messaging}, {@code web} and
 * its own {@code envio}; a service only says which events are its own, with {@link es.crmfactura.webhooks.TiposDeEvento}.
 */
@NullMarked
package es.crmfactura.webhooks;

import org.jspecify.annotations.NullMarked;
