/**
 * What is issued because of other invoices: rectificativas, which correct them (RD 1619/2012, art. 15), and full invoices in
 * exchange for simplified ones; and what they do to what is due. Calls {@code emision}, which issues them.
 */
@NullMarked
package es.crmfactura.factura.rectificativas;

import org.jspecify.annotations.NullMarked;
