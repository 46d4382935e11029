package es.crmfactura.factura.remision;

import es.crmfactura.factura.verifactu.Entorno;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** How sending goes. */
@Schema(name = "EstadoDeVerifactu")
record EstadoDeRemision(
        @Schema(
                description =
                        "activa, o apagada si no se ha configurado adónde enviar los registros: entonces solo se guardan",
                example = "apagada")
        Remision remision,

        @Schema(description = "Qué falta para que se envíen; null si se envían") @Nullable
        String aviso,

        @Schema(description = "Adónde lleva el código QR de las facturas", example = "PRODUCCION")
        Entorno entorno,

        @Schema(description = "Desde cuándo obliga al emisor, si se ha configurado", example = "2027-01-01") @Nullable
        LocalDate obligatorioDesde,

        @Schema(description = "Los que esperan a que se envíen o a que se conozca su respuesta", example = "0")
        long pendientes,

        @Schema(description = "Desde cuándo espera el más antiguo") @Nullable
        Instant pendienteDesde,

        @Schema(description = "Los rechazados que nadie ha subsanado", example = "0")
        long rechazados,

        @Schema(description = "Los aceptados con errores que nadie ha subsanado", example = "0")
        long aceptadosConErrores,

        @Schema(description = "Por qué falló el último envío; null si fue bien") @Nullable
        String ultimoError,

        @Nullable Instant ultimoErrorEn,

        @Schema(description = "Antes no se envía nada; null si nada espera o no se envía") @Nullable
        Instant proximoEnvio) {

    enum Remision {
        activa,
        apagada
    }
}
