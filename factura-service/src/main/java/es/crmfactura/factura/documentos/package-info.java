/**
 * An issued invoice as papers and files show it. Each of its rooms makes one of them: {@code qr}, {@code pdf}, which shows that
 * one, {@code facturae}, and {@code correo}, which sends the PDF. Reads invoices from the database, in the words of {@code
 * emision}, calls {@code facturas}, {@code verifactu} and {@code remision}, and is called by nobody.
 */
@NullMarked
package es.crmfactura.factura.documentos;

import org.jspecify.annotations.NullMarked;
