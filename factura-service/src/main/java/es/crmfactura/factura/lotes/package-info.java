/**
 * Lotes: thousands of invoices sent at once, issued in the background, and what programs and people see and decide of that.
 * Calls {@code lotes.recepcion}, which takes them in, {@code lotes.trabajo}, which issues them, and {@code emision} for what an
 * invoice in one looks like.
 */
@NullMarked
package es.crmfactura.factura.lotes;

import org.jspecify.annotations.NullMarked;
