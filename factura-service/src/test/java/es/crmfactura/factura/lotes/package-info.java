@NullMarked
package es.crmfactura.factura.lotes;

import org.jspecify.annotations.NullMarked;
