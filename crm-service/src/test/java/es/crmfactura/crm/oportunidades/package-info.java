/** Tests of this feature. */
@NullMarked
package es.crmfactura.crm.oportunidades;

import org.jspecify.annotations.NullMarked;
