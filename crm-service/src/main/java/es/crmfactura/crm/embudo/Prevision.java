package es.crmfactura.crm.embudo;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;

/** What is open, by the time when it is expected to close. */
record Prevision(
        @Schema(description = "Lo que se espera cerrar en cada mes, desde hoy")
        List<Mes> meses,

        @Schema(description = "Lo que se espera cerrar más tarde")
        Sumas posteriores,

        @Schema(description = "Lo que se esperaba cerrar antes de hoy y sigue abierto")
        Sumas vencidas,

        @Schema(description = "Lo que no se sabe cuándo se cerrará")
        Sumas sinFecha) {

    @Schema(name = "MesPrevisto")
    record Mes(
            @Schema(description = "Qué mes", example = "2026-12")
            String mes,

            @Schema(description = "Cuántas oportunidades", example = "12")
            long numero,

            @Schema(description = "Lo que suman, en euros", example = "48000.00")
            BigDecimal valorEstimado,

            @Schema(description = "Lo que suman por su probabilidad, en euros", example = "24000.00")
            BigDecimal valorPonderado) {

        static Mes of(YearMonth mes, Sumas sumas) {
            return new Mes(mes.toString(), sumas.numero(), sumas.valorEstimado(), sumas.valorPonderado());
        }
    }

    @Schema(name = "SumasDeOportunidades")
    record Sumas(
            @Schema(description = "Cuántas oportunidades", example = "12")
            long numero,

            @Schema(description = "Lo que suman, en euros", example = "48000.00")
            BigDecimal valorEstimado,

            @Schema(description = "Lo que suman por su probabilidad, en euros", example = "24000.00")
            BigDecimal valorPonderado) {}
}
