/** Finds clients by what people type, mistyped or not. Calls no other feature; {@code clientes} calls it. */
@NullMarked
package es.crmfactura.crm.busqueda;

import org.jspecify.annotations.NullMarked;
