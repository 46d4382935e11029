/**
 * Invoices that come again and again: what is to be invoiced, on which days, and what has become of each of them. Calls {@code
 * borradores} and {@code emision}; nobody calls it.
 */
@NullMarked
package es.crmfactura.factura.recurrentes;

import org.jspecify.annotations.NullMarked;
