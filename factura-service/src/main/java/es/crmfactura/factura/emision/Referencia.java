package es.crmfactura.factura.emision;

import java.util.UUID;

/** An invoice as another one names it. */
public record Referencia(UUID id, String numero) {}
