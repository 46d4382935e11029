/**
 * Sends the records of invoices to the tax agency and keeps what became of each, and the way out for those that it refused.
 * Calls {@code verifactu}; nobody waits for it.
 */
@NullMarked
package es.crmfactura.factura.remision;

import org.jspecify.annotations.NullMarked;
