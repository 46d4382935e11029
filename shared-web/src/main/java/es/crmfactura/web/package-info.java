/**
 * How the services talk to people and to the programs of other makers: problems (RFC 9457), dates and amounts in JSON,
 * partial changes, paging, health and API documentation. Auto-configured; knows no service and no feature.
 */
@NullMarked
package es.crmfactura.web;

import org.jspecify.annotations.NullMarked;
