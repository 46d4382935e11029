/** Reports as files: CSV and XLSX. Knows nothing of what is in them. */
@NullMarked
package es.crmfactura.factura.reportes.tablas;

import org.jspecify.annotations.NullMarked;
