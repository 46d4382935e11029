/** One message and one address, without a service around them. */
@NullMarked
package es.crmfactura.webhooks.envio;

import org.jspecify.annotations.NullMarked;
