/**
 * API keys: made, rotated and revoked by administrators, and recognized with each request. Calls {@code security} and
 * {@code web}.
 */
@NullMarked
package es.crmfactura.security.claves;

import org.jspecify.annotations.NullMarked;
