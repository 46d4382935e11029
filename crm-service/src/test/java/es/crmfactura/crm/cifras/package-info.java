/** Tests of this feature. */
@NullMarked
package es.crmfactura.crm.cifras;

import org.jspecify.annotations.NullMarked;
