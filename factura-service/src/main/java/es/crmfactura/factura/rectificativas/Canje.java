package es.crmfactura.factura.rectificativas;

import es.crmfactura.factura.emision.Desglose;
import es.crmfactura.factura.emision.Destinatario;
import es.crmfactura.factura.emision.Factura;
import es.crmfactura.factura.emision.Linea;
import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.factura.emision.Serie;
import es.crmfactura.factura.emision.TipoFactura;
import es.crmfactura.factura.emision.Totales;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is asked for, and the simplified invoices that it is asked for. They are issued anew as one, with the taxes as they were
 * charged, to the cent: so it adds nothing to what was invoiced.
 *
 * @param lineas all of theirs
 * @param desglose the sum of theirs
 */
record Canje(
        NuevoCanje nuevo, Destinatario cliente, List<Simplificada> canjeadas, List<Linea> lineas, Desglose desglose) {

    /** As many as any invoice may have. */
    private static final int LINEAS = 1000;

    /** @throws CanjeNoPermitidoException if one of them is not exchanged so */
    Factura factura(LocalDate fecha, Instant ahora) {
        comprobar(fecha);
        var totales = new Totales(desglose, null);
        totales.comprobar(nuevo.totalEsperado());
        return new Factura(
                Factura.nuevoId(),
                Serie.FAC,
                TipoFactura.F3,
                fecha,
                null,
                Objects.requireNonNullElseGet(nuevo.vencimiento(), () -> NuevaFactura.vencimientoUsual(fecha)),
                ahora,
                cliente,
                lineas,
                false,
                totales,
                nuevo.formaPago(),
                nuevo.notas(),
                null,
                canjeadas.stream().map(Simplificada::factura).toList());
    }

    private void comprobar(LocalDate fecha) {
        List<String> impedimentos = canjeadas.stream()
                .map(simplificada -> simplificada.impedimento(cliente, fecha))
                .flatMap(Optional::stream)
                .toList();
        if (!impedimentos.isEmpty()) {
            throw new CanjeNoPermitidoException(impedimentos);
        }
        if (lineas.size() > LINEAS) {
            throw new CanjeNoPermitidoException(
                    List.of("tienen %d líneas, y una factura no más de %d".formatted(lineas.size(), LINEAS)));
        }
    }
}
