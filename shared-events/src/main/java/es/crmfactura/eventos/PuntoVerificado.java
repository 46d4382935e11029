package es.crmfactura.eventos;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;

/**
 * A reader has compared a checkpoint with what it has received. It is told again when the result changes.
 *
 * @param publica who told the checkpoint
 * @param numero of the checkpoint
 * @param faltan the ids of the events that have not arrived
 * @param aparcados how many of those that it covers have arrived and could not be applied
 * @param huella the digest as the reader makes it out, from its own of the checkpoint before
 */
public record PuntoVerificado(String publica, long numero, List<UUID> faltan, int aparcados, String huella)
        implements EventoDeControl {

    public PuntoVerificado {
        requireNonNull(publica, "publica");
        requireNonNull(huella, "huella");
        faltan = List.copyOf(requireNonNull(faltan, "faltan"));
    }
}
