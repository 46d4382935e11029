@NullMarked
package es.crmfactura.factura.reportes.sumas;

import org.jspecify.annotations.NullMarked;
