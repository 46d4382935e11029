package es.crmfactura.crm.reconstruccion;

import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.eventos.PagoRecibido;
import es.crmfactura.messaging.EventLog;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An invoice of 100 €, as billing tells of it. */
record Venta(UUID id, String numero, ClienteFacturado cliente) {

    private static final LocalDate FECHA = LocalDate.of(2026, 11, 1);
    private static final BigDecimal TOTAL = new BigDecimal("100.00");

    static Venta a(String cliente) {
        return a(new ClienteFacturado(UUID.fromString(cliente), "Cliente facturado", null, null));
    }

    static Venta a(ClienteFacturado cliente) {
        UUID id = UUID.randomUUID();
        return new Venta(id, "FAC-" + id, cliente);
    }

    EventLog.Entry emitida() {
        return emitida("100.00", null);
    }

    EventLog.Entry emitidaEnLugarDe(Venta simplificada) {
        return emitida("100.00", List.of(new FacturaEmitida.Canjeada(simplificada.id, simplificada.numero)));
    }

    EventLog.Entry emitida(String total, @Nullable List<FacturaEmitida.Canjeada> canjea) {
        var importe = new BigDecimal(total);
        return hecho(
                1,
                new FacturaEmitida(
                        id,
                        numero,
                        "FAC",
                        FECHA,
                        FECHA.plusDays(30),
                        cliente,
                        List.of(),
                        List.of(),
                        importe,
                        BigDecimal.ZERO,
                        importe,
                        null,
                        null,
                        null,
                        canjea));
    }

    EventLog.Entry pagada(int version, String importe, String pagado) {
        return hecho(
                version,
                new PagoRecibido(
                        UUID.randomUUID(),
                        id,
                        numero,
                        cliente,
                        new BigDecimal(importe),
                        FECHA.plusDays(version),
                        null,
                        null,
                        TOTAL,
                        new BigDecimal(pagado),
                        TOTAL.subtract(new BigDecimal(pagado))));
    }

    private EventLog.Entry hecho(long version, Object payload) {
        return new EventLog.Entry(payload, id, version, null);
    }
}
