/**
 * Reacts to what billing tells: its invoices and payments become actividades and figures of a client. Calls {@code clientes}
 * and {@code actividades}; only {@code reconstruccion} calls it.
 */
@NullMarked
package es.crmfactura.crm.facturacion;

import org.jspecify.annotations.NullMarked;
