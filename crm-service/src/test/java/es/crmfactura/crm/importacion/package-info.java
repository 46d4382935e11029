@NullMarked
package es.crmfactura.crm.importacion;

import org.jspecify.annotations.NullMarked;
