/**
 * The work on lotes, in the background: rows are checked, and then issued together with the note of what has become of them.
 * Calls {@code emision}, and {@code lotes.rechazos} for the report.
 */
@NullMarked
package es.crmfactura.factura.lotes.trabajo;

import org.jspecify.annotations.NullMarked;
