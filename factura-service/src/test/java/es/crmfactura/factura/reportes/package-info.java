@NullMarked
package es.crmfactura.factura.reportes;

import org.jspecify.annotations.NullMarked;
