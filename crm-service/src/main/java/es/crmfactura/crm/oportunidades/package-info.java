/**
 * Sales that may come about: from the first contact until they are won, and handed over to billing, or lost, with the history
 * of their changes. Calls {@code clientes} only for its names.
 */
@NullMarked
package es.crmfactura.crm.oportunidades;

import org.jspecify.annotations.NullMarked;
