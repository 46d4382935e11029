/**
 * Measures the event path and billing's hot path, each against the limit of what it runs on, in the same run. What counts
 * are the ratios; absolute numbers are the machine's.
 */
@NullMarked
package es.crmfactura.benchmarks;

import org.jspecify.annotations.NullMarked;
