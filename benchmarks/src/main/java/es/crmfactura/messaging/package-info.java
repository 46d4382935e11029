/** Measures what only this package can see. */
@NullMarked
package es.crmfactura.messaging;

import org.jspecify.annotations.NullMarked;
