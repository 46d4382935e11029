/**
 * Chooses, once for a JVM, the PostgreSQL and the RabbitMQ that tests and benchmarks run against: what the environment
 * names, else containers, else the embedded ones. Every Spring test with this module at hand is given them, and may ask the
 * service under test over HTTP as a stranger would.
 */
@NullMarked
package es.crmfactura.testing;

import org.jspecify.annotations.NullMarked;
