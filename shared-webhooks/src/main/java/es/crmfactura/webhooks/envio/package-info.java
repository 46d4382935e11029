/**
 * How one signed message gets to one address, and how long to wait when it does not. Knows neither database nor webhook, and
 * calls nobody.
 */
@NullMarked
package es.crmfactura.webhooks.envio;

import org.jspecify.annotations.NullMarked;
