/** Values of the domain that guard their own rules: money, with the one place where it is rounded, and tax ids. Calls nobody. */
@NullMarked
package es.crmfactura.factura.valores;

import org.jspecify.annotations.NullMarked;
