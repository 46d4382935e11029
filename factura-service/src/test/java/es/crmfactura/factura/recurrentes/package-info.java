/** Invoices that come again and again. */
@NullMarked
package es.crmfactura.factura.recurrentes;

import org.jspecify.annotations.NullMarked;
