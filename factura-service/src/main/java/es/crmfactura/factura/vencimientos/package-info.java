/**
 * Late payment: that an invoice has become overdue is told once, and who owes what of it, with the legal interest, is listed.
 * Calls {@code facturas} and {@code clientes}; nobody calls it.
 */
@NullMarked
package es.crmfactura.factura.vencimientos;

import org.jspecify.annotations.NullMarked;
