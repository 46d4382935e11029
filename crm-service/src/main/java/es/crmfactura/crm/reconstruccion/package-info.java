/**
 * Makes once more what the CRM has made of billing's events, beside what is shown, compares the two and puts right what differs.
 * Calls {@code facturacion} for how it is made and {@code clientes} for whose it is; nobody calls it.
 */
@NullMarked
package es.crmfactura.crm.reconstruccion;

import org.jspecify.annotations.NullMarked;
