package es.crmfactura.factura.reportes.ventas;

import es.crmfactura.factura.reportes.Periodo;
import es.crmfactura.factura.reportes.ventas.Ventas.Fila;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sales by what does not depend on the client. */
@Component
class VentasReadModel {

    /** What was sold a year before has the key of a year later. */
    private static final String VENTAS = """
            select clave, %2$s
            from (
              select %1$s as clave, ahora, not ahora as antes, facturas, base, cuota, recargo
              from (
                select fecha as dia, true as ahora, * from venta_diaria where fecha between :desde and :hasta
                union all
                select (fecha + interval '1 year')::date, false, * from venta_diaria
                where fecha between :desde_antes and :hasta_antes) v) v
            group by clave order by clave""";

    private final JdbcClient jdbc;

    VentasReadModel(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Fila> filas(Agrupacion por, Periodo periodo) {
        Periodo antes = periodo.unAnyoAntes();
        return jdbc
                .sql(VENTAS.formatted(clave(por), Venta.COLUMNAS))
                .param("desde", periodo.desde())
                .param("hasta", periodo.hasta())
                .param("desde_antes", antes.desde())
                .param("hasta_antes", antes.hasta())
                .query((row, number) -> new Fila(row.getString("clave"), null, Venta.actual(row), Venta.anterior(row)))
                .list()
                .stream()
                .filter(Fila::hay)
                .toList();
    }

    private static String clave(Agrupacion por) {
        return switch (por) {
            case dia -> "dia::text";
            case mes -> "to_char(dia, 'YYYY-MM')";
            case serie -> "serie";
            case cliente -> throw new IllegalArgumentException("the sums of days know no clients");
        };
    }
}
