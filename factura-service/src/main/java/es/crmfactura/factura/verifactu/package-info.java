/**
 * What the tax agency is to know of invoices (VERI*FACTU: RD 1007/2023, Orden HAC/1177/2024): the records, their chain, and the
 * address with which anybody checks an invoice. Is handed what it needs, and calls nobody but {@code valores}.
 */
@NullMarked
package es.crmfactura.factura.verifactu;

import org.jspecify.annotations.NullMarked;
