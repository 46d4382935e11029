/**
 * The door of a service: who is let in, to what, and how often. Calls {@code claves}, {@code security} and {@code web}; nobody
 * calls it, as Spring puts it before everything.
 */
@NullMarked
package es.crmfactura.security.acceso;

import org.jspecify.annotations.NullMarked;
