package es.crmfactura.factura.reportes.cobros;

import es.crmfactura.factura.reportes.tablas.Columna;
import es.crmfactura.factura.reportes.tablas.Tabla;
import es.crmfactura.factura.valores.Importe;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When what is due now is to come in, and when it may come in. */
record PrevisionDeCobros(
        @Schema(description = "De lo que se debe este día", example = "2026-11-25")
        LocalDate fecha,

        @Schema(
                description =
                        "Días que pasan de media desde el vencimiento hasta el cobro, ponderados por importe; negativo si"
                                + " se cobra antes. Null si en el último año no se ha cobrado nada",
                example = "12.40")
        @Nullable
        BigDecimal retrasoMedio,

        @Schema(description = "De lo que se debe, lo que ya ha vencido", example = "363.00")
        Importe vencido,

        @Schema(description = "Desde el de la fecha; el último lleva también lo posterior")
        List<Mes> meses) {

    @Schema(name = "MesDePrevision")
    record Mes(
            @Schema(example = "2026-11") String mes,

            @Schema(description = "Lo que vence en el mes", example = "242.00")
            Importe porVencimiento,

            @Schema(description = "Lo que se espera cobrar, por el retraso medio de cada cliente", example = "605.00")
            Importe previsto,

            @Schema(description = "De cuántas facturas", example = "3")
            long facturas) {

        static Mes vacio(String mes) {
            return new Mes(mes, Importe.CERO, Importe.CERO, 0);
        }
    }

    Tabla<Mes> tabla() {
        return new Tabla<>(
                "prevision-de-cobros-" + fecha,
                List.of(
                        new Columna<>("Mes", Mes::mes),
                        new Columna<>("Por vencimiento", Mes::porVencimiento),
                        new Columna<>("Previsto", Mes::previsto),
                        new Columna<>("Facturas", Mes::facturas)),
                meses);
    }
}
