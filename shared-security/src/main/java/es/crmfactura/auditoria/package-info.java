/**
 * Who did what to which record: the service says who is asking, the database writes the log and its chain, and both are read
 * and checked here. Calls {@code security} and {@code web}; nobody calls it.
 */
@NullMarked
package es.crmfactura.auditoria;

import org.jspecify.annotations.NullMarked;
