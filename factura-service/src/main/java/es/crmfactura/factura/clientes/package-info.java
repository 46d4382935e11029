/** Whom we may invoice: billing's own directory of the CRM's clients, fed by its events. Calls nobody. */
@NullMarked
package es.crmfactura.factura.clientes;

import org.jspecify.annotations.NullMarked;
