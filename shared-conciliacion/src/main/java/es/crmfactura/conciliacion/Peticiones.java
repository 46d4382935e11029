package es.crmfactura.conciliacion;

import es.crmfactura.eventos.EventoDeControl;
import es.crmfactura.eventos.ReenvioPedido;
import es.crmfactura.messaging.EventLog;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** What this service says to another about the events that they tell each other. */
public final class Peticiones {

    private final JdbcTemplate jdbc;
    private final EventLog events;
    private final Flujo flujo;

    Peticiones(JdbcTemplate jdbc, EventLog events, Flujo flujo) {
        this.jdbc = jdbc;
        this.events = events;
        this.flujo = flujo;
    }

    /**
     * Asks a publisher to tell events once more; within the caller's transaction.
     *
     * @return by which the answer names what was asked for
     */
    public UUID pedir(ReenvioPedido pedido) {
        return decir(pedido.publica(), pedido);
    }

    UUID decir(String otro, EventoDeControl evento) {
        Long version = jdbc.queryForObject("select nextval('control_version')", Long.class);
        return events.append(evento, Flujo.id(flujo.servicio() + " lee " + otro), version == null ? 0 : version);
    }
}
