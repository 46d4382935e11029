package es.crmfactura.eventos;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The events that a service has told since the checkpoint before this one. The order of the stream is kept: who receives it
 * has received them, or something is missing. May come again, as another event with the same number.
 *
 * @param numero 1, 2, 3… of each publisher, without gaps
 * @param cuantos how many events it covers, from 1 to 500
 * @param total how many it and all before it cover
 * @param eventos the ids of those that it covers, in the order of the log
 * @param desde when the earliest of them was told
 * @param hasta when the latest of them was told
 * @param huellaAnterior the digest of the checkpoint before this one; 64 zeros for the first
 * @param huella SHA-256 in hexadecimal of the digest before and the ids, one a line, without a line break at the end
 */
public record PuntoDeControl(
        long numero,
        int cuantos,
        long total,
        List<UUID> eventos,
        Instant desde,
        Instant hasta,
        String huellaAnterior,
        String huella)
        implements EventoDeControl {

    public PuntoDeControl {
        requireNonNull(desde, "desde");
        requireNonNull(hasta, "hasta");
        requireNonNull(huellaAnterior, "huella_anterior");
        requireNonNull(huella, "huella");
        eventos = List.copyOf(requireNonNull(eventos, "eventos"));
    }
}
