package es.crmfactura.crm.facturacion;

import es.crmfactura.eventos.EventoDeFactura;
import es.crmfactura.messaging.Event;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who was erased, and must not come back with a payment of an old invoice. */
@Component
class Suprimidos {

    private final JdbcClient jdbc;

    Suprimidos(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Without those that speak of somebody who was erased. */
    List<Event> sin(List<Event> events) {
        UUID[] nombrados = events.stream().flatMap(Suprimidos::ids).distinct().toArray(UUID[]::new);
        Set<UUID> suprimidos = jdbc.sql("select id from id_suprimido where id = any(:ids)")
                .param("ids", nombrados)
                .query(UUID.class)
                .set();
        return suprimidos.isEmpty()
                ? events
                : events.stream()
                        .filter(event -> ids(event).noneMatch(suprimidos::contains))
                        .toList();
    }

    private static Stream<UUID> ids(Event event) {
        var evento = (EventoDeFactura) event.payload();
        return Stream.of(evento.facturaId(), evento.cliente().crmId()).filter(Objects::nonNull);
    }
}
