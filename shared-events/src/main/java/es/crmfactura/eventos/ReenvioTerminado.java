package es.crmfactura.eventos;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * A publisher has told once more what a reader asked for, and the broker has it before this. Only who wished to know is told.
 *
 * @param pedido the id of the {@link ReenvioPedido}
 * @param enviados how many events were sent; those sent twice, as it was interrupted, count each time
 */
public record ReenvioTerminado(UUID pedido, long enviados) implements EventoDeControl {

    public ReenvioTerminado {
        requireNonNull(pedido, "pedido");
    }
}
