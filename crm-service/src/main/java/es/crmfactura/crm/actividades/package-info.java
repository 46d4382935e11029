/**
 * What has been done with a client, or has to be: written by people, and by what billing tells. Calls {@code clientes} only
 * for its names.
 */
@NullMarked
package es.crmfactura.crm.actividades;

import org.jspecify.annotations.NullMarked;
