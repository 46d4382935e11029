@NullMarked
package es.crmfactura.factura.reportes.ventas;

import org.jspecify.annotations.NullMarked;
