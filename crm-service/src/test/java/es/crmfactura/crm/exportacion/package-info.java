@NullMarked
package es.crmfactura.crm.exportacion;

import org.jspecify.annotations.NullMarked;
