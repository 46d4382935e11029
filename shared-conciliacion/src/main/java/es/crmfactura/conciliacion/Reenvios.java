package es.crmfactura.conciliacion;

import es.crmfactura.eventos.ReenvioPedido;
import es.crmfactura.eventos.ReenvioTerminado;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.Replays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The publisher's side: what readers ask for once more. */
final class Reenvios {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Replays replays;
    private final Peticiones peticiones;
    private final Flujo flujo;

    Reenvios(JdbcTemplate jdbc, TransactionTemplate transaction, Replays replays, Peticiones peticiones, Flujo flujo) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.replays = replays;
        this.peticiones = peticiones;
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
                        pedido.puntoHasta()),
                Boolean.TRUE.equals(pedido.avisar()));
    }

    /** Whoever wished to know is told of what the broker has by now. */
    void avisar() {
        transaction.executeWithoutResult(tx -> jdbc.query(
                """
                        update replay set announced = true
                        where announce and not announced and done_at is not null
                        returning id, asked_by, sent""",
                (row, number) -> peticiones.decir(
                        row.getString("asked_by"),
                        new ReenvioTerminado(row.getObject("id", UUID.class), row.getLong("sent")))));
    }
}
