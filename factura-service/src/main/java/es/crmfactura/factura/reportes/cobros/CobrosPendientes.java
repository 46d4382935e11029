package es.crmfactura.factura.reportes.cobros;

import es.crmfactura.factura.reportes.ClienteDelReporte;
import es.crmfactura.factura.reportes.tablas.Columna;
import es.crmfactura.factura.reportes.tablas.Tabla;
import es.crmfactura.web.Listado;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What is due at the end of a day, of everybody and client by client. */
record CobrosPendientes(
        @Schema(description = "Al acabar este día", example = "2026-11-25")
        LocalDate fecha,

        Pendiente todo,
        List<Deudor> clientes,

        @Schema(description = "Cuántos clientes deben algo", example = "1")
        long total,

        int skip,
        int limit)
        implements Listado {

    @Schema(name = "DeudorDelReporte")
    record Deudor(ClienteDelReporte cliente, Pendiente debe) {}

    Tabla<Deudor> tabla() {
        List<Columna<Deudor>> columnas = new ArrayList<>(ClienteDelReporte.columnas(Deudor::cliente));
        columnas.addAll(Pendiente.columnas(Deudor::debe));
        return new Tabla<>("cobros-pendientes-" + fecha, columnas, clientes);
    }
}
