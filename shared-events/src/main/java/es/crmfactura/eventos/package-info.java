/**
 * The contract: what the services tell each other. Records of plain values, one sealed family for each publisher and one of
 * what both tell of the stream itself, described for programs by the JSON Schemas and the AsyncAPI document under
 * {@code META-INF/resources/eventos}. Calls nobody, and knows neither Spring nor a database.
 *
 * <p>An event carries everything its reader needs, so that nobody has to go and ask. A version once published only gains
 * optional fields; what breaks a reader becomes a record of its own with a {@code V2} behind its name, published beside the
 * first. Amounts are EUR with two decimals; dates are calendar dates in Europe/Madrid.
 */
@NullMarked
package es.crmfactura.eventos;

import org.jspecify.annotations.NullMarked;
