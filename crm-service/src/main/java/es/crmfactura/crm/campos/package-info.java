/**
 * The fields that a company gives its clients besides those that all have: their definitions, and what the definitions admit.
 * The values are kept with the client. Calls no other feature; {@code clientes}, {@code importacion} and {@code exportacion}
 * call it.
 */
@NullMarked
package es.crmfactura.crm.campos;

import org.jspecify.annotations.NullMarked;
