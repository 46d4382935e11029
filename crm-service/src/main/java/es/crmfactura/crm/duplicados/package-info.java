/** Clients who may be one and the same. Calls no other feature; {@code clientes} asks before it takes somebody in. */
@NullMarked
package es.crmfactura.crm.duplicados;

import org.jspecify.annotations.NullMarked;
