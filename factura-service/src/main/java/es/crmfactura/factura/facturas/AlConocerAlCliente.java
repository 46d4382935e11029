package es.crmfactura.factura.facturas;

import es.crmfactura.eventos.ClienteActualizado;
import es.crmfactura.eventos.ClienteCreado;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventHandler;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Invoices issued with the client's data inline learn which client of the CRM that is: the CRM answers each. */
@Component
class AlConocerAlCliente implements EventHandler {

    private final JdbcTemplate jdbc;

    AlConocerAlCliente(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<Class<?>> types() {
        return Set.of(ClienteCreado.class, ClienteActualizado.class);
    }

    /** The oldest invoices first, as whoever else changes several. */
    @Override
    public void apply(List<Event> events) {
        events.stream()
                .map(AlConocerAlCliente::respuesta)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Respuesta::factura))
                .forEach(this::asignar);
    }

    private record Respuesta(UUID factura, UUID cliente) {}

    private static Optional<Respuesta> respuesta(Event event) {
        if (event.payload() instanceof ClienteCreado creado) {
            return respuesta(creado.facturaOrigen(), creado.clienteId());
        }
        return event.payload() instanceof ClienteActualizado actualizado
                ? respuesta(actualizado.facturaOrigen(), actualizado.clienteId())
                : Optional.empty();
    }

    private static Optional<Respuesta> respuesta(@Nullable UUID factura, UUID cliente) {
        return Optional.ofNullable(factura).map(id -> new Respuesta(id, cliente));
    }

    /** What was known before stays. */
    private void asignar(Respuesta respuesta) {
        jdbc.update(
                "update factura set cliente_crm_id = ? where id = ? and cliente_crm_id is null",
                respuesta.cliente(),
                respuesta.factura());
    }
}
