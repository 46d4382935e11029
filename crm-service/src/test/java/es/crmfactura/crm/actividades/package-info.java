/** Tests of this feature. */
@NullMarked
package es.crmfactura.crm.actividades;

import org.jspecify.annotations.NullMarked;
