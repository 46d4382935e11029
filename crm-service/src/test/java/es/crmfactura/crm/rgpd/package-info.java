@NullMarked
package es.crmfactura.crm.rgpd;

import org.jspecify.annotations.NullMarked;
