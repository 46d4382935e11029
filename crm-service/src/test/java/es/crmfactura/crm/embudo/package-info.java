/** Tests of this feature. */
@NullMarked
package es.crmfactura.crm.embudo;

import org.jspecify.annotations.NullMarked;
