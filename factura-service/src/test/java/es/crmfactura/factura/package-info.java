/** Billing as the programs of other makers meet it, over HTTP. */
@NullMarked
package es.crmfactura.factura;

import org.jspecify.annotations.NullMarked;
