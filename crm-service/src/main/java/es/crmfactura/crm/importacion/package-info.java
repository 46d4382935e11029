/**
 * Clientes and contactos that come in as a CSV file, row by row in the background, with a report of what was refused. Calls
 * {@code clientes}, who knows what a row may say and whether it is there already, and {@code campos} for the columns that a
 * company has defined.
 */
@NullMarked
package es.crmfactura.crm.importacion;

import org.jspecify.annotations.NullMarked;
