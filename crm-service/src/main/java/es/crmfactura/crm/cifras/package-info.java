/**
 * What the known invoices add up to: of each client, with the risk that it does not pay, and of all. Reads what
 * {@code facturacion} has noted; calls no other feature, and {@code clientes} and {@code resumen} call it.
 */
@NullMarked
package es.crmfactura.crm.cifras;

import org.jspecify.annotations.NullMarked;
