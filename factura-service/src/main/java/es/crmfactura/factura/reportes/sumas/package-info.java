/** Keeps the sums up to date that reports are read from. Nobody calls it: a report is right also where it has not run. */
@NullMarked
package es.crmfactura.factura.reportes.sumas;

import org.jspecify.annotations.NullMarked;
