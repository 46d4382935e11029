/**
 * Who we deal with: a client's data, kept unique and told to billing, and the client's file ({@code Ficha}) as it is
 * answered, with the contactos, actividades and figures that belong to it. Reads the tables of the other features, but calls
 * none of them.
 */
@NullMarked
package es.crmfactura.crm.clientes;

import org.jspecify.annotations.NullMarked;
