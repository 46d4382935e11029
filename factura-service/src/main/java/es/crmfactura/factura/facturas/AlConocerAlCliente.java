package es.crmfactura.factura.facturas;

import es.crmfactura.eventos.ClienteActualizado;
import es.crmfactura.eventos.ClienteCreado;
import es.crmfactura.eventos.DatosCliente;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventHandler;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Invoices issued with the client's data inline learn which client of the CRM that is. */
@Component
class AlConocerAlCliente implements EventHandler {

    private final Facturas facturas;

    AlConocerAlCliente(Facturas facturas) {
        this.facturas = facturas;
    }

    @Override
    public Set<Class<?>> types() {
        return Set.of(ClienteCreado.class, ClienteActualizado.class);
    }

    @Override
    public void apply(List<Event> events) {
        for (Event event : events) {
            if (event.payload() instanceof ClienteCreado creado) {
                DatosCliente datos = creado.cliente();
                facturas.asignarCliente(creado.clienteId(), datos.cifNif(), datos.email(), creado.facturaOrigen());
            } else if (event.payload() instanceof ClienteActualizado actualizado) {
                DatosCliente datos = actualizado.cliente();
                facturas.asignarCliente(actualizado.clienteId(), datos.cifNif(), datos.email(), null);
            }
        }
    }
}
