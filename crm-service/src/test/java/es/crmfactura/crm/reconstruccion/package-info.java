@NullMarked
package es.crmfactura.crm.reconstruccion;

import org.jspecify.annotations.NullMarked;
