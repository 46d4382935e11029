/**
 * Both services, PostgreSQL and a broker in one JVM: the one command of who has no Docker, and the way to run everything on
 * a single server. Knows both services; nobody knows it.
 */
@NullMarked
package es.crmfactura.allinone;

import org.jspecify.annotations.NullMarked;
