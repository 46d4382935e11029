package es.crmfactura.crm.facturacion;

import es.crmfactura.crm.actividades.ActividadDeEvento;
import es.crmfactura.crm.actividades.RegistroDeActividades;
import es.crmfactura.crm.facturacion.FacturasConocidas.Cobro;
import es.crmfactura.eventos.EventoDeFactura;
import es.crmfactura.eventos.FacturaAnulada;
import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.eventos.FacturaVencida;
import es.crmfactura.eventos.PagoDevuelto;
import es.crmfactura.eventos.PagoRecibido;
import es.crmfactura.messaging.Event;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is made of billing's events: invoices and actividades, in the tables that are shown or in others beside them. In
 * whatever order events are written the outcome is the same. Writes a batch with a handful of statements, however many events
 * it has: that is what the CRM's pace depends on.
 */
public final class Proyeccion {

    /** The events that it is made of. */
    public static final Set<Class<?>> TIPOS = Set.of(
            FacturaEmitida.class, FacturaVencida.class, FacturaAnulada.class, PagoRecibido.class, PagoDevuelto.class);

    private final FacturasConocidas facturas;
    private final RegistroDeActividades actividades;

    private Proyeccion(FacturasConocidas facturas, RegistroDeActividades actividades) {
        this.facturas = facturas;
        this.actividades = actividades;
    }

    /** The one that is shown. */
    static Proyeccion viva(JdbcClient jdbc, Clock clock) {
        return en(jdbc, clock, "factura_conocida", "factura_canjeada", "actividad");
    }

    /** One in tables of the same form. */
    public static Proyeccion en(JdbcClient jdbc, Clock clock, String facturas, String canjes, String actividades) {
        return new Proyeccion(
                new FacturasConocidas(jdbc, facturas, canjes), new RegistroDeActividades(jdbc, clock, actividades));
    }

    /**
     * @param events of {@link #TIPOS}, not written before
     * @param clientes whose they are, by invoice; where none is named the row has none
     */
    public void escribir(List<Event> events, Map<UUID, UUID> clientes) {
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
                .map(Proyeccion::cobro)
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
        return TextoDeActividad.de(evento).actividad(event, clientes.get(evento.facturaId()));
    }

    private static <T> Stream<T> payloads(List<Event> events, Class<T> type) {
        return events.stream().map(Event::payload).filter(type::isInstance).map(type::cast);
    }
}
