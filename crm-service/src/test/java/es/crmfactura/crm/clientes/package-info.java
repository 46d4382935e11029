/** Tests of this feature. */
@NullMarked
package es.crmfactura.crm.clientes;

import org.jspecify.annotations.NullMarked;
