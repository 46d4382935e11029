@NullMarked
package es.crmfactura.crm.agenda;

import org.jspecify.annotations.NullMarked;
