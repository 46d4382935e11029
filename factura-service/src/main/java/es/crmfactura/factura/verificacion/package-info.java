/**
 * Goes along the chains of records and says whether they are whole: what an inspector, and whoever is responsible for the
 * program, asks. Calls {@code verifactu}.
 */
@NullMarked
package es.crmfactura.factura.verificacion;

import org.jspecify.annotations.NullMarked;
