/** Who is asking: identities and roles. Everything about security knows these, and they know nothing. */
@NullMarked
package es.crmfactura.security;

import org.jspecify.annotations.NullMarked;
