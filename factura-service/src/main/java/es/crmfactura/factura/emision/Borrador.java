package es.crmfactura.factura.emision;

import java.util.UUID;

/**
 * An invoice that is kept until it is issued, which takes its id over.
 *
 * @param version grows with each change
 */
public record Borrador(UUID id, long version, NuevaFactura contenido) {}
