/** Late payment. */
@NullMarked
package es.crmfactura.factura.vencimientos;

import org.jspecify.annotations.NullMarked;
