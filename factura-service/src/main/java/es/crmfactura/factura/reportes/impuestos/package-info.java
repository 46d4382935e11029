/** What the tax agency asks for: the boxes of form 303, the parties of form 347, the book of issued invoices. */
@NullMarked
package es.crmfactura.factura.reportes.impuestos;

import org.jspecify.annotations.NullMarked;
