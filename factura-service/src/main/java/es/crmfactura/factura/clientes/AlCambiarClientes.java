package es.crmfactura.factura.clientes;

import es.crmfactura.eventos.ClienteActualizado;
import es.crmfactura.eventos.ClienteCreado;
import es.crmfactura.eventos.ClienteEliminado;
import es.crmfactura.eventos.ClienteFusionado;
import es.crmfactura.eventos.OportunidadGanada;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventHandler;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Keeps the directory as the CRM tells it. */
@Component
class AlCambiarClientes implements EventHandler {

    /** Data that come with something else count only for whom we have not heard of: the client's own events are newer. */
    private static final long ANTES_QUE_NADA = -1;

    private final Directorio directorio;

    AlCambiarClientes(Directorio directorio) {
        this.directorio = directorio;
    }

    @Override
    public Set<Class<?>> types() {
        return Set.of(
                ClienteCreado.class,
                ClienteActualizado.class,
                ClienteFusionado.class,
                ClienteEliminado.class,
                OportunidadGanada.class);
    }

    @Override
    public void apply(List<Event> events) {
        for (Event event : events) {
            if (event.payload() instanceof ClienteCreado creado) {
                directorio.anotar(creado.clienteId(), event.version(), creado.cliente());
            } else if (event.payload() instanceof ClienteActualizado actualizado) {
                directorio.anotar(actualizado.clienteId(), event.version(), actualizado.cliente());
            } else if (event.payload() instanceof ClienteEliminado eliminado) {
                directorio.eliminar(eliminado.clienteId(), event.version());
            } else if (event.payload() instanceof ClienteFusionado fusionado) {
                directorio.fusionar(fusionado.clienteId(), event.version(), fusionado.destinoId());
            } else if (event.payload() instanceof OportunidadGanada ganada) {
                directorio.anotar(ganada.clienteId(), ANTES_QUE_NADA, ganada.cliente());
            }
        }
    }
}
