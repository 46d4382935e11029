/** Tests of this feature. */
@NullMarked
package es.crmfactura.crm.resumen;

import org.jspecify.annotations.NullMarked;
