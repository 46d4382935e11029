/**
 * What the invoices and payments come to: sales, collections, taxes. Reads the tables of the others, keeps sums of them, and
 * calls {@code valores} alone; nobody calls it. Here is what all reports have in common.
 */
@NullMarked
package es.crmfactura.factura.reportes;

import org.jspecify.annotations.NullMarked;
