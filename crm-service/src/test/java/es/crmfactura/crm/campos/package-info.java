/** Definitions of fields, and what clients have in them, seen from outside. */
@NullMarked
package es.crmfactura.crm.campos;

import org.jspecify.annotations.NullMarked;
