/** Asks both services, and tells them, what no well-behaved program would, again and again from a seed. */
@NullMarked
package es.crmfactura.allinone.fuzz;

import org.jspecify.annotations.NullMarked;
