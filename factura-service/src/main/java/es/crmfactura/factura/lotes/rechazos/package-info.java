/** The report of rows that are not issued, and the reasons that only lotes have. Calls nobody. */
@NullMarked
package es.crmfactura.factura.lotes.rechazos;

import org.jspecify.annotations.NullMarked;
