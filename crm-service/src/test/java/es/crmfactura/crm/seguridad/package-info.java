@NullMarked
package es.crmfactura.crm.seguridad;

import org.jspecify.annotations.NullMarked;
