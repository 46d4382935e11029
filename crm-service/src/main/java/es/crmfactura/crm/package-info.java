/** The CRM service. Its features are the packages below; here it is only started. */
@NullMarked
package es.crmfactura.crm;

import org.jspecify.annotations.NullMarked;
