/** What is still to be collected, how late it is, and when it may come in. */
@NullMarked
package es.crmfactura.factura.reportes.cobros;

import org.jspecify.annotations.NullMarked;
