package es.crmfactura.factura.pagos;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.eventos.PagoDevuelto;
import es.crmfactura.eventos.PagoRecibido;
import es.crmfactura.factura.facturas.Cobros;
import es.crmfactura.factura.facturas.FacturaPorCobrar;
import es.crmfactura.factura.valores.Importe;
import es.crmfactura.messaging.EventLog;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes payments and their return: the payment, what is still due, and what the CRM is told are one transaction. */
@Service
class RegistroDePagos {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Cobros cobros;
    private final Pagos pagos;
    private final EventLog eventos;
    private final Clock clock;

    RegistroDePagos(Cobros cobros, Pagos pagos, EventLog eventos, Clock clock) {
        this.cobros = cobros;
        this.pagos = pagos;
        this.eventos = eventos;
        this.clock = clock;
    }

    @Transactional
    Pago registrar(
            String facturaId, Importe importe, LocalDate fecha, @Nullable String metodo, @Nullable String referencia) {
        FacturaPorCobrar factura = cobros.registrarPago(facturaId, importe);
        var pago = new Pago(
                IDS.generate(),
                factura.id(),
                factura.numero(),
                importe,
                fecha,
                metodo,
                referencia,
                clock.instant(),
                null,
                null);
        pagos.anotar(pago);
        eventos.append(evento(pago, factura), factura.id(), factura.version());
        return pago;
    }

    /**
     * One that was returned before stays as it is.
     *
     * @throws DevolucionAnteriorException if that was before the payment
     * @throws PagoDesconocido if there is none
     */
    @Transactional
    Pago devolver(UUID id, LocalDate fecha, @Nullable String motivo) {
        Pago pago = pagos.bloquear(id);
        if (pago.devuelto()) {
            return pago;
        }
        Pago devuelto = pago.devolver(fecha, motivo);
        // the invoice first: noting the return shares its lock, which two returns could not both make exclusive then
        FacturaPorCobrar factura = cobros.devolverPago(pago.facturaId(), pago.importe());
        pagos.anotarDevolucion(devuelto);
        eventos.append(devolucion(pago, fecha, motivo, factura), factura.id(), factura.version());
        return devuelto;
    }

    private static PagoRecibido evento(Pago pago, FacturaPorCobrar factura) {
        return new PagoRecibido(
                pago.id(),
                factura.id(),
                factura.numero(),
                factura.cliente(),
                pago.importe().euros(),
                pago.fecha(),
                pago.metodo(),
                pago.referencia(),
                factura.total().euros(),
                factura.pagado().euros(),
                factura.pendiente().euros());
    }

    private static PagoDevuelto devolucion(
            Pago pago, LocalDate fecha, @Nullable String motivo, FacturaPorCobrar factura) {
        return new PagoDevuelto(
                pago.id(),
                factura.id(),
                factura.numero(),
                factura.cliente(),
                pago.importe().euros(),
                fecha,
                motivo,
                factura.total().euros(),
                factura.pagado().euros(),
                factura.pendiente().euros());
    }
}
