/**
 * From what is asked for to an issued invoice: its arithmetic, its number, and what the CRM is told of it. Calls {@code
 * clientes} and {@code verifactu}.
 */
@NullMarked
package es.crmfactura.factura.emision;

import org.jspecify.annotations.NullMarked;
