/** The ways to reach a client, asked for one client. Calls {@code clientes}, who keeps them. */
@NullMarked
package es.crmfactura.crm.contactos;

import org.jspecify.annotations.NullMarked;
