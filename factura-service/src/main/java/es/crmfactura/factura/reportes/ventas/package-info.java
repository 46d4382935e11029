/** What was sold: by day, month, series and client. */
@NullMarked
package es.crmfactura.factura.reportes.ventas;

import org.jspecify.annotations.NullMarked;
