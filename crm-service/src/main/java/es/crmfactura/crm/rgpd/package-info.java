/**
 * What the law grants to the person behind a client: a copy of all that is kept of it, and its erasure. Reads the tables of
 * all features, and calls {@code clientes} to let the client go.
 */
@NullMarked
package es.crmfactura.crm.rgpd;

import org.jspecify.annotations.NullMarked;
