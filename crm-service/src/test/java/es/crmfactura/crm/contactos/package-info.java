/** Tests of this feature. */
@NullMarked
package es.crmfactura.crm.contactos;

import org.jspecify.annotations.NullMarked;
