/**
 * The pipeline as a whole: the board, and the forecast of what is to come in. Reads the oportunidades' table, calls
 * {@code clientes} only for its names, and nobody calls it.
 */
@NullMarked
package es.crmfactura.crm.embudo;

import org.jspecify.annotations.NullMarked;
