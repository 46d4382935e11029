package es.crmfactura.conciliacion;

import es.crmfactura.eventos.ReenvioPedido;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.Replays;
import java.util.List;

/** The publisher's side: what readers ask for once more. */
final class Reenvios {

    private final Replays replays;
    private final Flujo flujo;

    Reenvios(Replays replays, Flujo flujo) {
        this.replays = replays;
        this.flujo = flujo;
    }

    /** Under the id of the event: it may come twice, and is done once. */
    void pedir(Event event, ReenvioPedido pedido) {
        boolean puntos = pedido.puntoDesde() != null;
        replays.request(
                event.id(),
                event.source(),
                pedido.motivo(),
                new Replays.Selection(
                        pedido.eventos().isEmpty() ? null : pedido.eventos(),
                        pedido.desde(),
                        pedido.hasta(),
                        pedido.tipo(),
                        puntos || pedido.tipo() != null ? List.of() : List.copyOf(flujo.control()),
                        puntos ? flujo.id() : pedido.agregadoId(),
                        pedido.puntoDesde(),
                        pedido.puntoHasta()));
    }
}
