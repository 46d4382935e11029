/**
 * Rides along in a service's JVM and, on command, halts it at a step of an event's way or moves its clock. Knows the names of
 * the methods that make the steps, and calls nobody.
 */
@NullMarked
package es.crmfactura.faults.agent;

import org.jspecify.annotations.NullMarked;
