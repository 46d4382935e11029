/** Tests of this feature. */
@NullMarked
package es.crmfactura.factura.clientes;

import org.jspecify.annotations.NullMarked;
