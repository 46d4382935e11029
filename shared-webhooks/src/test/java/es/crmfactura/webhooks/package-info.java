/** Webhooks as who receives them meets them: over HTTP, with signatures that are checked. */
@NullMarked
package es.crmfactura.webhooks;

import org.jspecify.annotations.NullMarked;
