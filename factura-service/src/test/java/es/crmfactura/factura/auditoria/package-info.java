/** Tests of what the audit log says of billing. */
@NullMarked
package es.crmfactura.factura.auditoria;

import org.jspecify.annotations.NullMarked;
