@NullMarked
package es.crmfactura.factura.reportes.tablas;

import org.jspecify.annotations.NullMarked;
