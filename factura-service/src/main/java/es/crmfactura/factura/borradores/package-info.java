/**
 * Drafts: invoices that can still be changed and deleted, sent by programs or left by an oportunidad that was won. Calls {@code
 * emision}, which issues them.
 */
@NullMarked
package es.crmfactura.factura.borradores;

import org.jspecify.annotations.NullMarked;
