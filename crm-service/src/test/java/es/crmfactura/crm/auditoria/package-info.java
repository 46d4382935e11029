/** Tests of what the audit log says of the CRM. */
@NullMarked
package es.crmfactura.crm.auditoria;

import org.jspecify.annotations.NullMarked;
