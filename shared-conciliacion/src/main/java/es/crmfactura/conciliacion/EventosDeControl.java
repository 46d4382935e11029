package es.crmfactura.conciliacion;

import es.crmfactura.eventos.PuntoDeControl;
import es.crmfactura.eventos.PuntoVerificado;
import es.crmfactura.eventos.ReenvioPedido;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventHandler;
import java.util.List;
import java.util.Set;

/** What others tell of streams, each to whom it concerns. */
final class EventosDeControl implements EventHandler {

    private final Flujo flujo;
    private final Comprobaciones comprobaciones;
    private final Lecturas lecturas;
    private final Reenvios reenvios;

    EventosDeControl(Flujo flujo, Comprobaciones comprobaciones, Lecturas lecturas, Reenvios reenvios) {
        this.flujo = flujo;
        this.comprobaciones = comprobaciones;
        this.lecturas = lecturas;
        this.reenvios = reenvios;
    }

    @Override
    public Set<Class<?>> types() {
        return Set.of(PuntoDeControl.class, PuntoVerificado.class, ReenvioPedido.class);
    }

    @Override
    public void apply(List<Event> events) {
        for (Event event : events) {
            if (event.payload() instanceof PuntoDeControl punto) {
                comprobaciones.comprobar(event, punto);
            } else if (event.payload() instanceof PuntoVerificado verificado
                    && verificado.publica().equals(flujo.servicio())) {
                lecturas.anotar(event, verificado);
            } else if (event.payload() instanceof ReenvioPedido pedido
                    && pedido.publica().equals(flujo.servicio())) {
                reenvios.pedir(event, pedido);
            }
        }
    }
}
