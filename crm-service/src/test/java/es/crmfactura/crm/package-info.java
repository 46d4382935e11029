/** The CRM as the programs of other makers meet it, over HTTP. */
@NullMarked
package es.crmfactura.crm;

import org.jspecify.annotations.NullMarked;
