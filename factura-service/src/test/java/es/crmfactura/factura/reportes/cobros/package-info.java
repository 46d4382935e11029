@NullMarked
package es.crmfactura.factura.reportes.cobros;

import org.jspecify.annotations.NullMarked;
