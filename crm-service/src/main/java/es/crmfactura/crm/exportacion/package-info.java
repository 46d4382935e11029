/**
 * Clientes and contactos as CSV files, which come in again through {@code importacion}. Calls it for what the columns are and
 * how a cell is written, {@code campos} for those that a company has defined, and reads the tables of the others.
 */
@NullMarked
package es.crmfactura.crm.exportacion;

import org.jspecify.annotations.NullMarked;
