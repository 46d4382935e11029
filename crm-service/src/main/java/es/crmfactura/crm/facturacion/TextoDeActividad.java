package es.crmfactura.crm.facturacion;

import es.crmfactura.crm.actividades.ActividadDeEvento;
import es.crmfactura.crm.clientes.Actividad.Tipo;
import es.crmfactura.eventos.EventoDeFactura;
import es.crmfactura.eventos.FacturaAnulada;
import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.eventos.FacturaVencida;
import es.crmfactura.eventos.PagoDevuelto;
import es.crmfactura.eventos.PagoRecibido;
import es.crmfactura.messaging.Event;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an event of billing reads in a client's file. The first two are what older billing programs write by hand. */
record TextoDeActividad(Tipo tipo, String titulo, String descripcion, String facturaNumero, BigDecimal importe) {

    private static final DateTimeFormatter DIA = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    static TextoDeActividad de(EventoDeFactura evento) {
        if (evento instanceof FacturaEmitida factura) {
            return new TextoDeActividad(
                    Tipo.venta,
                    "Factura #" + factura.numero(),
                    "Factura por " + euros(factura.total()),
                    factura.numero(),
                    factura.total());
        }
        if (evento instanceof PagoRecibido pago) {
            return new TextoDeActividad(
                    Tipo.pago,
                    "Pago recibido - Factura #" + pago.facturaNumero(),
                    "Pago de " + euros(pago.importe()),
                    pago.facturaNumero(),
                    pago.importe());
        }
        if (evento instanceof PagoDevuelto pago) {
            return new TextoDeActividad(
                    Tipo.nota,
                    "Pago devuelto - Factura #" + pago.facturaNumero(),
                    "Devuelto un pago de " + euros(pago.importe())
                            + (pago.motivo() == null ? "" : ": " + pago.motivo()),
                    pago.facturaNumero(),
                    pago.importe());
        }
        if (evento instanceof FacturaAnulada factura) {
            return new TextoDeActividad(
                    Tipo.nota,
                    "Factura anulada #" + factura.numero(),
                    "Anulada la factura por " + euros(factura.total()) + ": " + factura.motivo(),
                    factura.numero(),
                    factura.total());
        }
        if (evento instanceof FacturaVencida factura) {
            return new TextoDeActividad(
                    Tipo.nota,
                    "Factura vencida #" + factura.numero(),
                    "Quedan por pagar %s, que vencieron el %s"
                            .formatted(
                                    euros(factura.pendiente()),
                                    factura.vencimiento().format(DIA)),
                    factura.numero(),
                    factura.pendiente());
        }
        throw new IllegalArgumentException("no text for " + evento.getClass().getName());
    }

    ActividadDeEvento actividad(Event event, @Nullable UUID cliente) {
        return new ActividadDeEvento(
                event.id(), cliente, tipo, titulo, descripcion, event.time(), facturaNumero, importe);
    }

    /** A plain number with a dot, whatever the locale. */
    private static String euros(BigDecimal importe) {
        return "€" + importe.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
