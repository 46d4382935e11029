package es.crmfactura.factura.reportes.cobros;

import com.fasterxml.jackson.annotation.JsonProperty;
import es.crmfactura.factura.reportes.tablas.Columna;
import es.crmfactura.factura.valores.Importe;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** What is due, by how many days it is overdue. */
record Pendiente(
        @Schema(description = "Cuántas", example = "3") long facturas,

        @Schema(description = "Todo lo que se debe", example = "605.00")
        Importe pendiente,

        @Schema(example = "242.00") Importe sinVencer,

        @JsonProperty("de_1_a_30") @Schema(description = "Vencido hace de 1 a 30 días", example = "121.00")
        Importe hasta30,

        @JsonProperty("de_31_a_60") @Schema(example = "121.00")
        Importe hasta60,

        @JsonProperty("de_61_a_90") @Schema(example = "0.00")
        Importe hasta90,

        @JsonProperty("mas_de_90") @Schema(example = "121.00")
        Importe masDe90) {

    /** Sums of rows with {@code pendiente} and the days they are overdue, {@code dias}. */
    static final String COLUMNAS = """
            count(*) as facturas, coalesce(sum(pendiente), 0) as pendiente,
            coalesce(sum(pendiente) filter (where dias <= 0), 0) as sin_vencer,
            coalesce(sum(pendiente) filter (where dias between 1 and 30), 0) as hasta_30,
            coalesce(sum(pendiente) filter (where dias between 31 and 60), 0) as hasta_60,
            coalesce(sum(pendiente) filter (where dias between 61 and 90), 0) as hasta_90,
            coalesce(sum(pendiente) filter (where dias > 90), 0) as mas_de_90""";

    /** Of rows that have those columns. */
    static final String SUMAS = """
            coalesce(sum(facturas), 0) as facturas, coalesce(sum(pendiente), 0) as pendiente,
            coalesce(sum(sin_vencer), 0) as sin_vencer, coalesce(sum(hasta_30), 0) as hasta_30,
            coalesce(sum(hasta_60), 0) as hasta_60, coalesce(sum(hasta_90), 0) as hasta_90,
            coalesce(sum(mas_de_90), 0) as mas_de_90""";

    static Pendiente de(ResultSet row) throws SQLException {
        return new Pendiente(
                row.getLong("facturas"),
                new Importe(row.getBigDecimal("pendiente")),
                new Importe(row.getBigDecimal("sin_vencer")),
                new Importe(row.getBigDecimal("hasta_30")),
                new Importe(row.getBigDecimal("hasta_60")),
                new Importe(row.getBigDecimal("hasta_90")),
                new Importe(row.getBigDecimal("mas_de_90")));
    }

    static <F> List<Columna<F>> columnas(Function<F, Pendiente> pendiente) {
        return List.of(
                new Columna<>("Facturas", fila -> pendiente.apply(fila).facturas()),
                new Columna<>("Pendiente", fila -> pendiente.apply(fila).pendiente()),
                new Columna<>("Sin vencer", fila -> pendiente.apply(fila).sinVencer()),
                new Columna<>("De 1 a 30 días", fila -> pendiente.apply(fila).hasta30()),
                new Columna<>("De 31 a 60 días", fila -> pendiente.apply(fila).hasta60()),
                new Columna<>("De 61 a 90 días", fila -> pendiente.apply(fila).hasta90()),
                new Columna<>("Más de 90 días", fila -> pendiente.apply(fila).masDe90()));
    }
}
