/** Who issues the invoices: set once, and needed before the first of them. Calls nobody. */
@NullMarked
package es.crmfactura.factura.emisor;

import org.jspecify.annotations.NullMarked;
