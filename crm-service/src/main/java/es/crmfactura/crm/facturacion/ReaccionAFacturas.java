package es.crmfactura.crm.facturacion;

import es.crmfactura.crm.actividades.ActividadDeEvento;
import es.crmfactura.crm.actividades.Actividades;
import es.crmfactura.crm.clientes.IdentificacionDeClientes;
import es.crmfactura.crm.facturacion.FacturasConocidas.Cobro;
import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.eventos.EventoDeFactura;
import es.crmfactura.eventos.FacturaAnulada;
import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.eventos.FacturaVencida;
import es.crmfactura.eventos.PagoDevuelto;
import es.crmfactura.eventos.PagoRecibido;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventHandler;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Applies a batch with a handful of statements, however many events it has: that is what the CRM's pace depends on. */
@Component
class ReaccionAFacturas implements EventHandler {

    private final FacturasConocidas facturas;
    private final IdentificacionDeClientes identificacion;
    private final Actividades actividades;

    ReaccionAFacturas(FacturasConocidas facturas, IdentificacionDeClientes identificacion, Actividades actividades) {
        this.facturas = facturas;
        this.identificacion = identificacion;
        this.actividades = actividades;
    }

    @Override
    public Set<Class<?>> types() {
        return Set.of(
                FacturaEmitida.class,
                FacturaVencida.class,
                FacturaAnulada.class,
                PagoRecibido.class,
                PagoDevuelto.class);
    }

    @Override
    public void apply(List<Event> received) {
        Map<UUID, UUID> clientes = identificacion.identificar(facturados(received));
        List<Event> events = received.stream()
                .filter(event -> clientes.containsKey(((EventoDeFactura) event.payload()).facturaId()))
                .toList();
        if (events.isEmpty()) {
            return;
        }
        List<FacturaEmitida> emitidas = unaDeCada(events, FacturaEmitida.class);
        if (!emitidas.isEmpty()) {
            facturas.anotar(emitidas, clientes);
        }
        Map<UUID, Cobro> cobros = cobros(events);
        if (!cobros.isEmpty()) {
            facturas.cobrar(cobros.values(), clientes);
        }
        List<FacturaAnulada> anuladas = unaDeCada(events, FacturaAnulada.class);
        if (!anuladas.isEmpty()) {
            facturas.anular(anuladas, clientes);
        }
        actividades.registrar(
                events.stream().map(event -> actividad(event, clientes)).toList());
    }

    /** As the first event of each invoice describes them. */
    private static Map<UUID, ClienteFacturado> facturados(List<Event> events) {
        Map<UUID, ClienteFacturado> facturados = new LinkedHashMap<>();
        payloads(events, EventoDeFactura.class)
                .forEach(evento -> facturados.putIfAbsent(evento.facturaId(), evento.cliente()));
        return facturados;
    }

    /** A statement touches each invoice once, and what is told of it twice is the same. */
    private static <T extends EventoDeFactura> List<T> unaDeCada(List<Event> events, Class<T> type) {
        Map<UUID, T> primeros = new LinkedHashMap<>();
        payloads(events, type).forEach(evento -> primeros.putIfAbsent(evento.facturaId(), evento));
        return List.copyOf(primeros.values());
    }

    /** The events carry what is paid in all, so that of each invoice the one of its latest version says it. */
    private static Map<UUID, Cobro> cobros(List<Event> events) {
        Map<UUID, Cobro> cobros = new LinkedHashMap<>();
        events.stream()
                .map(ReaccionAFacturas::cobro)
                .flatMap(Optional::stream)
                .forEach(cobro -> cobros.merge(cobro.evento().facturaId(), cobro, Cobro::con));
        return cobros;
    }

    private static Optional<Cobro> cobro(Event event) {
        if (event.payload() instanceof PagoRecibido pago) {
            return Optional.of(new Cobro(
                    pago,
                    event.version(),
                    pago.facturaNumero(),
                    pago.totalFactura(),
                    pago.pagado(),
                    siCompleta(pago.fecha(), pago.pagado(), pago.totalFactura()),
                    null));
        }
        if (event.payload() instanceof PagoDevuelto pago) {
            return Optional.of(new Cobro(
                    pago,
                    event.version(),
                    pago.facturaNumero(),
                    pago.totalFactura(),
                    pago.pagado(),
                    siCompleta(pago.fecha(), pago.pagado(), pago.totalFactura()),
                    pago.fecha()));
        }
        if (event.payload() instanceof FacturaVencida factura) {
            return Optional.of(new Cobro(
                    factura, event.version(), factura.numero(), factura.total(), factura.pagado(), null, null));
        }
        return Optional.empty();
    }

    /** What others have taken off an invoice leaves nothing due of it, but was not paid. */
    private static @Nullable LocalDate siCompleta(LocalDate fecha, BigDecimal pagado, BigDecimal total) {
        return pagado.compareTo(total) < 0 ? null : fecha;
    }

    private static ActividadDeEvento actividad(Event event, Map<UUID, UUID> clientes) {
        var evento = (EventoDeFactura) event.payload();
        UUID cliente = Objects.requireNonNull(clientes.get(evento.facturaId()), "no client was identified");
        return TextoDeActividad.de(evento).actividad(event, cliente);
    }

    private static <T> Stream<T> payloads(List<Event> events, Class<T> type) {
        return events.stream().map(Event::payload).filter(type::isInstance).map(type::cast);
    }
}
