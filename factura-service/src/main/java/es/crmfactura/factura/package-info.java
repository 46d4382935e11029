/** Billing. Each package below is a feature; {@code pagos} calls {@code facturas}, which calls {@code clientes} and {@code emisor}. */
@NullMarked
package es.crmfactura.factura;

import org.jspecify.annotations.NullMarked;
