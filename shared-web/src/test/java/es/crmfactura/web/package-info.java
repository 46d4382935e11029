/** Shows, with a controller made for it, what every controller answers. */
@NullMarked
package es.crmfactura.web;

import org.jspecify.annotations.NullMarked;
