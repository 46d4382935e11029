@NullMarked
package es.crmfactura.factura.reportes.impuestos;

import org.jspecify.annotations.NullMarked;
