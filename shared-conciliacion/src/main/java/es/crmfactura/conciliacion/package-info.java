/**
 * The stream of events that verifies itself: the publisher tells now and then which events it has told, the reader compares
 * that with its inbox, tells what it found, and asks for what is missing. Calls {@code messaging}, {@code web} and the control
 * events of {@code eventos}; knows no other event.
 */
@NullMarked
package es.crmfactura.conciliacion;

import org.jspecify.annotations.NullMarked;
