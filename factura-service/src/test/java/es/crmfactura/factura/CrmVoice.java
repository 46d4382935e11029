package es.crmfactura.factura;

import es.crmfactura.eventos.ClienteCreado;
import es.crmfactura.eventos.DatosCliente;
import es.crmfactura.eventos.EventoDeCrm;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventHandler;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.support.TransactionTemplate;

/** The CRM's events, as they reach whoever listens to them. */
@TestComponent
public class CrmVoice {

    private final List<EventHandler> listeners;
    private final TransactionTemplate transaction;

    CrmVoice(List<EventHandler> listeners, TransactionTemplate transaction) {
        this.listeners = listeners;
        this.transaction = transaction;
    }

    public void tell(EventoDeCrm payload, long version) {
        var event = new Event(
                UUID.randomUUID(), "crm", payload.clienteId().toString(), version, Instant.now(), null, payload);
        transaction.executeWithoutResult(status -> listeners.stream()
                .filter(listener -> listener.types().contains(payload.getClass()))
                .forEach(listener -> listener.apply(List.of(event))));
    }

    /** A client that billing has been told of. @return the CRM's id */
    public UUID unCliente(String nombre, @Nullable String email, @Nullable String cifNif) {
        UUID id = UUID.randomUUID();
        tell(new ClienteCreado(id, datos(nombre, email, cifNif), null), 0);
        return id;
    }

    public static DatosCliente datos(String nombre, @Nullable String email, @Nullable String cifNif) {
        return new DatosCliente(nombre, null, "empresa", email, cifNif, "activo");
    }
}
