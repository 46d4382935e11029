package es.crmfactura.factura.facturas;

import es.crmfactura.eventos.ClienteActualizado;
import es.crmfactura.eventos.ClienteCreado;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventHandler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    /** What was known before stays. The oldest invoices come first, as with whoever else changes several. */
    @Override
    public void apply(List<Event> events) {
        Map<UUID, UUID> clientes = new TreeMap<>();
        for (Event event : events) {
            if (event.payload() instanceof ClienteCreado creado) {
                anotar(clientes, creado.facturaOrigen(), creado.clienteId());
            } else if (event.payload() instanceof ClienteActualizado actualizado) {
                anotar(clientes, actualizado.facturaOrigen(), actualizado.clienteId());
            }
        }
        jdbc.batchUpdate(
                "update factura set cliente_crm_id = ? where id = ? and cliente_crm_id is null",
                clientes.entrySet().stream()
                        .map(conocido -> new Object[] {conocido.getValue(), conocido.getKey()})
                        .toList());
    }

    private static void anotar(Map<UUID, UUID> clientes, @Nullable UUID factura, UUID cliente) {
        if (factura != null) {
            clientes.putIfAbsent(factura, cliente);
        }
    }
}
