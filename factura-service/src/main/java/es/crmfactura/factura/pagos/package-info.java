/** Payments of invoices. Calls {@code facturas}; nobody calls it. */
@NullMarked
package es.crmfactura.factura.pagos;

import org.jspecify.annotations.NullMarked;
