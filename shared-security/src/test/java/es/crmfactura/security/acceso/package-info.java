@NullMarked
package es.crmfactura.security.acceso;

import org.jspecify.annotations.NullMarked;
