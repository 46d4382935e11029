package es.crmfactura.factura.reportes.ventas;

import es.crmfactura.factura.reportes.tablas.Columna;
import es.crmfactura.factura.valores.Importe;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What was sold, before anything is withheld from it. */
record Venta(
        @Schema(description = "Cuántas; una rectificativa no es otra venta", example = "12")
        long facturas,

        @Schema(example = "1000.00") Importe base,
        @Schema(example = "210.00") Importe cuotaIva,

        @Schema(description = "El recargo de equivalencia", example = "0.00")
        Importe recargo,

        @Schema(description = "Base, IVA y recargo", example = "1210.00")
        Importe importe) {

    /** Sums, in cents, of rows that say whether they are of the period ({@code ahora}) and of that before ({@code antes}). */
    static final String COLUMNAS = """
            coalesce(sum(facturas) filter (where ahora), 0) as facturas, coalesce(sum(base) filter (where ahora), 0) as base,
            coalesce(sum(cuota) filter (where ahora), 0) as cuota, coalesce(sum(recargo) filter (where ahora), 0) as recargo,
            coalesce(sum(facturas) filter (where antes), 0) as facturas_antes, coalesce(sum(base) filter (where antes), 0) as base_antes,
            coalesce(sum(cuota) filter (where antes), 0) as cuota_antes, coalesce(sum(recargo) filter (where antes), 0) as recargo_antes""";

    private static final Venta NINGUNA = new Venta(0, Importe.CERO, Importe.CERO, Importe.CERO);

    private Venta(long facturas, Importe base, Importe cuotaIva, Importe recargo) {
        this(facturas, base, cuotaIva, recargo, base.mas(cuotaIva).mas(recargo));
    }

    static Venta actual(ResultSet row) throws SQLException {
        return de(row, "");
    }

    static Venta anterior(ResultSet row) throws SQLException {
        return de(row, "_antes");
    }

    private static Venta de(ResultSet row, String sufijo) throws SQLException {
        return new Venta(
                row.getLong("facturas" + sufijo),
                Importe.centimos(row.getLong("base" + sufijo)),
                Importe.centimos(row.getLong("cuota" + sufijo)),
                Importe.centimos(row.getLong("recargo" + sufijo)));
    }

    /** @param sufijo of their titles */
    static <F> List<Columna<F>> columnas(String sufijo, Function<F, Venta> venta) {
        return List.of(
                new Columna<>("Facturas" + sufijo, fila -> venta.apply(fila).facturas()),
                new Columna<>("Base" + sufijo, fila -> venta.apply(fila).base()),
                new Columna<>("IVA" + sufijo, fila -> venta.apply(fila).cuotaIva()),
                new Columna<>("Recargo" + sufijo, fila -> venta.apply(fila).recargo()),
                new Columna<>("Importe" + sufijo, fila -> venta.apply(fila).importe()));
    }

    static Venta suma(Stream<Venta> ventas) {
        return ventas.reduce(NINGUNA, Venta::mas);
    }

    private Venta mas(Venta otra) {
        return new Venta(
                facturas + otra.facturas, base.mas(otra.base), cuotaIva.mas(otra.cuotaIva), recargo.mas(otra.recargo));
    }

    boolean hay() {
        return !equals(NINGUNA);
    }
}
