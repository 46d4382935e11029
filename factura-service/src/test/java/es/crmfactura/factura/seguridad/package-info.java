@NullMarked
package es.crmfactura.factura.seguridad;

import org.jspecify.annotations.NullMarked;
