package es.crmfactura.factura.reportes.ventas;

import es.crmfactura.factura.reportes.ClienteDelReporte;
import es.crmfactura.factura.reportes.Periodo;
import es.crmfactura.factura.reportes.tablas.Columna;
import es.crmfactura.factura.reportes.tablas.Tabla;
import es.crmfactura.factura.reportes.ventas.Compradores.Comprador;
import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.Listado;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clients by what was sold to them. */
record RankingDeClientes(
        Periodo periodo,
        List<Puesto> clientes,

        @Schema(description = "Cuántos clientes", example = "1")
        long total,

        int skip,
        int limit)
        implements Listado {

    @Schema(name = "PuestoDeCliente")
    record Puesto(
            @Schema(example = "1") long posicion,
            ClienteDelReporte cliente,
            Venta ventas,

            @Schema(description = "Su parte de toda la base, en porcentaje; null si no suma nada", example = "23.45")
            @Nullable
            BigDecimal participacion,

            @Schema(description = "La parte de los primeros hasta este, en porcentaje", example = "61.02") @Nullable
            BigDecimal acumulado) {

        private static Puesto de(Comprador comprador, Importe total) {
            return new Puesto(
                    comprador.posicion(),
                    comprador.cliente(),
                    comprador.actual(),
                    parte(comprador.actual().base(), total),
                    parte(comprador.acumulado(), total));
        }

        private static @Nullable BigDecimal parte(Importe importe, Importe total) {
            return total.esPositivo()
                    ? importe.euros().multiply(CIEN).divide(total.euros(), 2, RoundingMode.HALF_UP)
                    : null;
        }
    }

    private static final BigDecimal CIEN = new BigDecimal(100);

    static RankingDeClientes de(Periodo periodo, Compradores compradores, int skip, int limit) {
        return new RankingDeClientes(periodo, puestos(compradores), compradores.clientes(), skip, limit);
    }

    static Tabla<Puesto> tabla(Compradores compradores) {
        List<Columna<Puesto>> columnas = new ArrayList<>();
        columnas.add(new Columna<>("Posición", Puesto::posicion));
        columnas.addAll(ClienteDelReporte.columnas(Puesto::cliente));
        columnas.addAll(Venta.columnas("", Puesto::ventas));
        columnas.add(new Columna<>("Participación (%)", Puesto::participacion));
        columnas.add(new Columna<>("Acumulado (%)", Puesto::acumulado));
        return new Tabla<>("ranking-de-clientes", columnas, puestos(compradores));
    }

    private static List<Puesto> puestos(Compradores compradores) {
        return compradores.lista().stream()
                .map(comprador -> Puesto.de(comprador, compradores.actual().base()))
                .toList();
    }
}
