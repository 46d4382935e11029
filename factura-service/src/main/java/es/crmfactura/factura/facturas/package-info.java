/**
 * Invoices: their arithmetic, their numbers, their issue, and what is still due. Calls {@code clientes}, and is called by
 * {@code pagos}.
 */
@NullMarked
package es.crmfactura.factura.facturas;

import org.jspecify.annotations.NullMarked;
