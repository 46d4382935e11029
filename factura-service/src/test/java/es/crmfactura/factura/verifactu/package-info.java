/** Tests of this feature. */
@NullMarked
package es.crmfactura.factura.verifactu;

import org.jspecify.annotations.NullMarked;
