/**
 * Lotes as they come in: files of JSON or CSV, taken apart into invoices that are yet to be checked. Calls {@code trabajo},
 * which goes on with them, {@code lotes.rechazos} for the report, and {@code emision}.
 */
@NullMarked
package es.crmfactura.factura.lotes.recepcion;

import org.jspecify.annotations.NullMarked;
