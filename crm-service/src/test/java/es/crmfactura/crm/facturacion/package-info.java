/** Tests of this feature. */
@NullMarked
package es.crmfactura.crm.facturacion;

import org.jspecify.annotations.NullMarked;
