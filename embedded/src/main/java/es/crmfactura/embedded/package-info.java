/**
 * PostgreSQL and an AMQP 0-9-1 broker inside this JVM, for who has neither: the infrastructure of all-in-one, and of the
 * tests where there is no Docker. Knows no service.
 */
@NullMarked
package es.crmfactura.embedded;

import org.jspecify.annotations.NullMarked;
