/**
 * {@code Idempotency-Key}: a POST that is repeated with its key is answered as the first time and done once. Works around the
 * methods of controllers, which know nothing of it; calls no feature.
 */
@NullMarked
package es.crmfactura.web.idempotency;

import org.jspecify.annotations.NullMarked;
