package es.crmfactura.eventos;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reader asks a publisher to tell events once more, with the ids they have. Asked for is what satisfies all that is given.
 *
 * @param publica who is asked
 * @param motivo why
 * @param eventos the ids of the events; empty if they are not asked for by id
 * @param puntoDesde the first of the checkpoints that are asked for
 * @param puntoHasta the last of them
 * @param desde only events told at this instant or later
 * @param hasta only events told at this instant or earlier
 * @param tipo only events of this type, by its name on the wire
 * @param agregadoId only events of this client or invoice
 * @param avisar whether the publisher says with a {@link ReenvioTerminado} when it has done so
 */
public record ReenvioPedido(
        String publica,
        String motivo,
        List<UUID> eventos,
        @Nullable Long puntoDesde,
        @Nullable Long puntoHasta,
        @Nullable Instant desde,
        @Nullable Instant hasta,
        @Nullable String tipo,
        @Nullable UUID agregadoId,
        @Nullable Boolean avisar)
        implements EventoDeControl {

    public ReenvioPedido {
        requireNonNull(publica, "publica");
        requireNonNull(motivo, "motivo");
        eventos = List.copyOf(requireNonNull(eventos, "eventos"));
    }
}
