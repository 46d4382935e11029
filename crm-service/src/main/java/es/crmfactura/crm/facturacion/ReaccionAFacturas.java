package es.crmfactura.crm.facturacion;

import es.crmfactura.crm.clientes.IdentificacionDeClientes;
import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.eventos.EventoDeFactura;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventHandler;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes what billing tells into the files of the clients whom it concerns; what concerns somebody erased is passed over. */
@Component
class ReaccionAFacturas implements EventHandler {

    private final IdentificacionDeClientes identificacion;
    private final Proyeccion proyeccion;

    ReaccionAFacturas(IdentificacionDeClientes identificacion, JdbcClient jdbc, Clock clock) {
        this.identificacion = identificacion;
        this.proyeccion = Proyeccion.viva(jdbc, clock);
    }

    @Override
    public Set<Class<?>> types() {
        return Proyeccion.TIPOS;
    }

    @Override
    public void apply(List<Event> received) {
        Map<UUID, UUID> clientes = identificacion.identificar(facturados(received));
        List<Event> events = received.stream()
                .filter(event -> clientes.containsKey(((EventoDeFactura) event.payload()).facturaId()))
                .toList();
        if (!events.isEmpty()) {
            proyeccion.escribir(events, clientes);
        }
    }

    /** As the first event of each invoice describes them. */
    private static Map<UUID, ClienteFacturado> facturados(List<Event> events) {
        Map<UUID, ClienteFacturado> facturados = new LinkedHashMap<>();
        events.stream()
                .map(event -> (EventoDeFactura) event.payload())
                .forEach(evento -> facturados.putIfAbsent(evento.facturaId(), evento.cliente()));
        return facturados;
    }
}
