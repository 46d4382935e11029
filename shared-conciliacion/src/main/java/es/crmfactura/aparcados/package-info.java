/**
 * What could not be applied, and what people decide about it: to see, retry and discard parked messages. Calls
 * {@code messaging} and {@code web}; knows no event.
 */
@NullMarked
package es.crmfactura.aparcados;

import org.jspecify.annotations.NullMarked;
