package es.crmfactura.crm.busqueda;

import java.util.List;
import java.util.UUID;

/**
 * Who was found, best first.
 *
 * @param completos false if there may be more, who were left out
 */
public record Hallazgos(List<UUID> clientes, boolean completos) {}
