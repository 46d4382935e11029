/** What the stream notices of itself, and how it heals, between two services of tests. */
@NullMarked
package es.crmfactura.conciliacion;

import org.jspecify.annotations.NullMarked;
