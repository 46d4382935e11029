/**
 * What is still to be done, by day and by who does it. Reads actividades and calls no other feature.
 */
@NullMarked
package es.crmfactura.crm.agenda;

import org.jspecify.annotations.NullMarked;
