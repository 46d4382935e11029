package es.crmfactura.factura.reportes.ventas;

import es.crmfactura.factura.reportes.ClienteDelReporte;
import es.crmfactura.factura.reportes.Periodo;
import es.crmfactura.factura.reportes.tablas.Columna;
import es.crmfactura.factura.reportes.tablas.Tabla;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sales of a period beside those of the year before. */
record Ventas(
        @Schema(example = "mes") Agrupacion por,
        Periodo periodo,

        @Schema(description = "El mismo periodo del año anterior")
        Periodo periodoAnterior,

        List<Fila> filas,

        @Schema(description = "Cuántos clientes no caben en la lista, que tiene los 1000 con más base", example = "0")
        long filasOmitidas,

        @Schema(description = "También de las filas omitidas")
        Fila total) {

    static Ventas de(Agrupacion por, Periodo periodo, List<Fila> filas) {
        return new Ventas(por, periodo, periodo.unAnyoAntes(), filas, 0, Fila.total(filas));
    }

    static Ventas porClientes(Periodo periodo, Compradores compradores) {
        List<Fila> filas = compradores.lista().stream()
                .map(c -> new Fila(null, c.cliente(), c.actual(), c.anterior()))
                .toList();
        return new Ventas(
                Agrupacion.cliente,
                periodo,
                periodo.unAnyoAntes(),
                filas,
                compradores.clientes() - filas.size(),
                new Fila(null, null, compradores.actual(), compradores.anterior()));
    }

    Tabla<Fila> tabla() {
        List<Columna<Fila>> columnas = new ArrayList<>();
        if (por == Agrupacion.cliente) {
            columnas.addAll(ClienteDelReporte.columnas(fila -> Objects.requireNonNull(fila.cliente())));
        } else {
            columnas.add(new Columna<>(por.titulo(), fila -> por.celda(Objects.requireNonNull(fila.clave()))));
        }
        columnas.addAll(Venta.columnas("", Fila::actual));
        columnas.addAll(Venta.columnas(" del año anterior", Fila::anterior));
        columnas.add(new Columna<>("Variación (%)", Fila::variacion));
        return new Tabla<>("ventas-por-" + por, columnas, filas);
    }

    @Schema(name = "FilaDeVentas")
    record Fila(
            @Schema(description = "El día, el mes o la serie; null en un cliente y en el total", example = "2026-11")
            @Nullable
            String clave,

            @Schema(description = "Null si no se agrupa por clientes") @Nullable
            ClienteDelReporte cliente,

            Venta actual,
            Venta anterior,

            @Schema(description = "De la base, en porcentaje; null si antes no la había", example = "12.50") @Nullable
            BigDecimal variacion) {

        private static final BigDecimal CIEN = new BigDecimal(100);

        Fila(@Nullable String clave, @Nullable ClienteDelReporte cliente, Venta actual, Venta anterior) {
            this(
                    clave,
                    cliente,
                    actual,
                    anterior,
                    variacion(anterior.base().euros(), actual.base().euros()));
        }

        static Fila total(List<Fila> filas) {
            return new Fila(
                    null,
                    null,
                    Venta.suma(filas.stream().map(Fila::actual)),
                    Venta.suma(filas.stream().map(Fila::anterior)));
        }

        private static @Nullable BigDecimal variacion(BigDecimal antes, BigDecimal ahora) {
            return antes.signum() == 0
                    ? null
                    : ahora.subtract(antes).multiply(CIEN).divide(antes.abs(), 2, RoundingMode.HALF_UP);
        }

        boolean hay() {
            return actual.hay() || anterior.hay();
        }
    }
}
