/**
 * Invoices as programs ask for them, read them, and what of them is still due. Calls {@code borradores},
 * {@code rectificativas}, {@code emision}, {@code clientes} and {@code verifactu}, and is called by {@code pagos}.
 */
@NullMarked
package es.crmfactura.factura.facturas;

import org.jspecify.annotations.NullMarked;
