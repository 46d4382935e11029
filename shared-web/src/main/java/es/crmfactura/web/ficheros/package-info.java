/**
 * Files that come in as tables, and go out: how people write them in CSV, and what their columns and cells mean. Calls {@code
 * web}, and no feature.
 */
@NullMarked
package es.crmfactura.web.ficheros;

import org.jspecify.annotations.NullMarked;
