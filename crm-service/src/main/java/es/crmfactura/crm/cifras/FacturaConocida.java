package es.crmfactura.crm.cifras;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** An invoice, as billing's events have told it. */
@Schema(name = "FacturaConocida")
public record FacturaConocida(
        @Schema(description = "Su identificador en la facturación")
        UUID facturaId,

        @Schema(description = "Su número", example = "FAC-2026-000001")
        String numero,

        @Schema(description = "Cuándo se emitió") LocalDate fecha,
        @Schema(description = "Último día para pagarla") LocalDate vencimiento,

        @Schema(description = "En euros, impuestos incluidos", example = "1234.50")
        BigDecimal total,

        @Schema(description = "Lo que se ha pagado de ella, en euros", example = "0.00")
        BigDecimal cobrado,

        @Schema(
                description =
                        "Cómo está; rectificada si otra la sustituye o la salda, pagada también si lo estaba lo que sustituye")
        Estado estado) {

    // constants are spelled as the API spells them
    public enum Estado {
        emitida,
        parcialmente_pagada,
        pagada,
        vencida,
        anulada,
        rectificada
    }
}
