package es.crmfactura.factura.facturas;

import es.crmfactura.factura.emision.Serie;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which invoices are asked for; null is any.
 *
 * @param clientes all the ids of one client
 */
record FiltroDeFacturas(
        @Nullable Estado estado,
        @Nullable Set<UUID> clientes,
        @Nullable Serie serie,
        @Nullable LocalDate desde,
        @Nullable LocalDate hasta,
        @Nullable String buscar,
        @Nullable Boolean vencidas) {}
