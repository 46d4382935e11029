/**
 * Clientes and contactos as CSV files, which come in again through {@code importacion}. Calls it for what the columns are and
 * how a cell is written, and reads the tables of the others.
 */
@NullMarked
package es.crmfactura.crm.exportacion;

import org.jspecify.annotations.NullMarked;
