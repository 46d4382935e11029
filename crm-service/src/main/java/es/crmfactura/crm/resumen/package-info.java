/** The figures of the whole CRM on one page. Reads the tables of the other features, but calls none of them, and nobody calls it. */
@NullMarked
package es.crmfactura.crm.resumen;

import org.jspecify.annotations.NullMarked;
