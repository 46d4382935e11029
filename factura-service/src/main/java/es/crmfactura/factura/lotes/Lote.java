package es.crmfactura.factura.lotes;

import es.crmfactura.factura.lotes.recepcion.Recepcion.Escritura;
import es.crmfactura.factura.lotes.trabajo.Estado;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invoices that came in together, and how far they have come. */
record Lote(
        @Schema(description = "Su identificador") UUID id,

        @Schema(description = "Cómo se envió", example = "json")
        Escritura formato,

        @Schema(description = "Si solo se comprueba, sin emitir nada")
        boolean simulacion,

        @Schema(description = "Si se emite lo correcto aunque haya facturas rechazadas")
        boolean parcial,

        @Schema(
                description =
                        "En qué punto está. Rechazado: había facturas que no se pueden emitir y no se emitió ninguna",
                example = "emitiendo")
        Estado estado,

        @Schema(description = "Por qué está pausado, si no lo pidió nadie") @Nullable
        String motivo,

        @Schema(description = "Cuántas facturas trae", example = "10000")
        int total,

        @Schema(description = "Cuántas se han comprobado", example = "10000")
        int validadas,

        @Schema(description = "Cuántas se han emitido", example = "4250")
        int emitidas,

        @Schema(
                description = "Cuántas se habían emitido antes, con la misma referencia y los mismos datos",
                example = "0")
        int repetidas,

        @Schema(description = "Cuántas se han rechazado; /rechazadas dice por qué", example = "3")
        int rechazadas,

        @Schema(description = "Cuánto se ha hecho, de 0 a 100; comprobar es la mitad", example = "71")
        int porcentaje,

        @Schema(description = "Facturas por segundo, mientras avanza", example = "1850.5") @Nullable
        BigDecimal porSegundo,

        @Schema(description = "Cuándo se espera que termine, en cuanto se sabe") @Nullable
        Instant finEstimado,

        @Schema(description = "Las columnas de un fichero CSV de las que no se toma nada")
        List<String> columnasDesconocidas,

        @Schema(description = "Cuándo se recibió") Instant fechaCreacion,

        @Schema(description = "Cuándo terminó; treinta días después se olvida, y las facturas quedan") @Nullable
        Instant fechaFin) {}
