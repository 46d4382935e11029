package es.crmfactura.conciliacion;

import es.crmfactura.eventos.EventoDeControl;
import es.crmfactura.messaging.EventTypes;
import es.crmfactura.messaging.MessagingProperties;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;

/**
 * What this service tells, as a whole.
 *
 * @param servicio its name
 * @param control the names on the wire of the events that speak of streams
 */
record Flujo(String servicio, Set<String> control) {

    static Flujo de(MessagingProperties settings, EventTypes types) {
        return new Flujo(settings.service(), Set.copyOf(types.names(EventoDeControl.class)));
    }

    boolean esDeControl(String tipo) {
        return control.contains(tipo);
    }

    /** The aggregate of what is told of the stream of a service. */
    static UUID id(String servicio) {
        return UUID.nameUUIDFromBytes(("flujo:" + servicio).getBytes(StandardCharsets.UTF_8));
    }

    /** The aggregate of this service's checkpoints, whose version is their number. */
    UUID id() {
        return id(servicio);
    }
}
