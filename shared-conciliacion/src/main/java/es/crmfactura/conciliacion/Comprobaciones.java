package es.crmfactura.conciliacion;

import static java.util.Objects.requireNonNull;

import es.crmfactura.eventos.PuntoDeControl;
import es.crmfactura.eventos.PuntoVerificado;
import es.crmfactura.eventos.ReenvioPedido;
import es.crmfactura.messaging.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The reader's side: compares the checkpoints of others with the inbox, tells the publisher what it found, and asks it for
 * what is missing, at once and then less and less often.
 */
final class Comprobaciones {

    private static final Logger log = LoggerFactory.getLogger(Comprobaciones.class);

    /** A jump in the numbers: the checkpoints between are missing themselves. */
    private static final String NOTE_LOST = """
        insert into stream_check (source, numero, verified_at)
        select ?, numero, ?
        from generate_series(?, ?) numero
        on conflict do nothing""";

    private static final String NOTE = """
        insert into stream_check
          (source, numero, event_id, sent, total, from_at, to_at, missing, parked, digest, intact, verified_at)
        select ?, ?, ?, ?, ?, ?, ?,
               array(select e from unnest(c.ids) e where not exists (select from inbox where event_id = e)),
               array(select e from unnest(c.ids) e where exists (select from parked_event where event_id = e)),
               ?, ?, ?
        from (values (?::uuid[])) c (ids)
        on conflict (source, numero) do update
        set event_id = excluded.event_id, sent = excluded.sent, total = excluded.total, from_at = excluded.from_at,
            to_at = excluded.to_at, missing = excluded.missing, parked = excluded.parked, digest = excluded.digest,
            intact = excluded.intact, verified_at = excluded.verified_at,
            asked_at = case when stream_check.sent is not null then stream_check.asked_at end,
            asks = case when stream_check.sent is not null then stream_check.asks else 0 end
        returning source, numero, missing, parked, digest, true as changed""";

    private static final String NOTE_AGAIN = """
        with open as (
          select source, numero, missing, parked from stream_check
          where sent is not null and (missing <> '{}' or parked <> '{}')
          order by verified_at limit 200
          for update skip locked),
        now as (
          select source, numero, missing, parked,
                 array(select e from unnest(missing) e where not exists (select from inbox where event_id = e))
                   as still_missing,
                 array(select e from unnest(missing || parked) e
                       where exists (select from parked_event where event_id = e)) as still_parked
          from open)
        update stream_check s set missing = still_missing, parked = still_parked, verified_at = ?
        from now where s.source = now.source and s.numero = now.numero
        returning s.source, s.numero, s.missing, s.parked, s.digest,
                  now.missing <> still_missing or now.parked <> still_parked as changed""";

    /** More were not lost by any accident. */
    private static final int MOST_LOST = 1_000_000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Peticiones peticiones;
    private final Clock clock;
    private final String askLost;
    private final String askMissing;

    Comprobaciones(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Peticiones peticiones,
            ConciliacionProperties settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.peticiones = peticiones;
        this.clock = clock;
        String due = settings.due("asked_at", "asks");
        this.askLost = """
            update stream_check set asked_at = ?, asks = asks + 1 where source = ? and sent is null and %s
            returning numero""".formatted(due);
        this.askMissing = """
            update stream_check set asked_at = ?, asks = asks + 1
            where source = ? and sent is not null and missing <> '{}' and %s
            returning numero, missing, from_at, to_at""".formatted(due);
    }

    private record Resultado(
            String publica, long numero, List<UUID> faltan, List<UUID> aparcados, String huella, boolean cambia) {}

    private record Hueco(long numero, List<UUID> faltan, Instant desde, Instant hasta) {}

    /**
     * In the transaction that remembers the checkpoint as received: the events before it are in the inbox, or missing.
     *
     * @throws IllegalArgumentException if so many others are missing before it that it can't be one
     */
    void comprobar(Event event, PuntoDeControl punto) {
        String source = event.source();
        long last = last(source);
        if (punto.numero() < 1 || punto.numero() - last > MOST_LOST) {
            throw new IllegalArgumentException(
                    "checkpoint %d of %s can't come after %d".formatted(punto.numero(), source, last));
        }
        forgetOtherFuture(source, punto);
        String previous = jdbc
                .queryForList(
                        "select digest from stream_check where source = ? and numero = ? and digest is not null",
                        String.class,
                        source,
                        punto.numero() - 1)
                .stream()
                .findFirst()
                .orElse(punto.huellaAnterior());
        String digest = Huella.de(previous, punto.eventos());
        jdbc.update(NOTE_LOST, source, now(), last + 1, punto.numero() - 1);
        jdbc.query(
                        NOTE,
                        Comprobaciones::resultado,
                        source,
                        punto.numero(),
                        event.id(),
                        punto.cuantos(),
                        punto.total(),
                        punto.desde().atOffset(ZoneOffset.UTC),
                        punto.hasta().atOffset(ZoneOffset.UTC),
                        digest,
                        digest.equals(punto.huella()),
                        now(),
                        punto.eventos().toArray(UUID[]::new))
                .forEach(this::tell);
        ask(source);
    }

    private long last(String source) {
        return requireNonNull(jdbc.queryForObject(
                "select coalesce(max(numero), 0) from stream_check where source = ?", Long.class, source));
    }

    /** A publisher that was restored from a backup gives numbers again: what it told under them before, it knows no more. */
    private void forgetOtherFuture(String source, PuntoDeControl punto) {
        int forgotten = jdbc.update("""
            delete from stream_check
            where source = ? and numero >= ? and exists (
              select from stream_check s where s.source = ? and s.numero = ? and s.intact and s.digest <> ?)""", source, punto.numero(), source, punto.numero(), punto.huella());
        if (forgotten > 0) {
            log.warn("{} counts from checkpoint {} anew, as after a restore", source, punto.numero());
        }
    }

    /** Looks again at what was not in order, tells what has changed, and asks again for what is due. */
    void revisar() {
        transaction.executeWithoutResult(tx -> jdbc.query(NOTE_AGAIN, Comprobaciones::resultado, now()).stream()
                .filter(Resultado::cambia)
                .forEach(this::tell));
        jdbc.queryForList(
                        "select distinct source from stream_check where sent is null or missing <> '{}'", String.class)
                .forEach(source -> transaction.executeWithoutResult(tx -> ask(source)));
    }

    private void tell(Resultado resultado) {
        if (!resultado.faltan().isEmpty()) {
            log.warn(
                    "of checkpoint {} of {} are missing {}",
                    resultado.numero(),
                    resultado.publica(),
                    resultado.faltan().size());
        }
        peticiones.decir(
                resultado.publica(),
                new PuntoVerificado(
                        resultado.publica(),
                        resultado.numero(),
                        resultado.faltan(),
                        resultado.aparcados().size(),
                        resultado.huella()));
    }

    private void ask(String source) {
        LongSummaryStatistics lost = jdbc.queryForList(askLost, Long.class, now(), source, now()).stream()
                .mapToLong(Long::longValue)
                .summaryStatistics();
        if (lost.getCount() > 0) {
            peticiones.pedir(new ReenvioPedido(
                    source,
                    "Faltan puntos de control",
                    List.of(),
                    lost.getMin(),
                    lost.getMax(),
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        jdbc.query(askMissing, Comprobaciones::hueco, now(), source, now())
                .forEach(hueco -> peticiones.pedir(new ReenvioPedido(
                        source,
                        "Faltan eventos del punto de control " + hueco.numero(),
                        hueco.faltan(),
                        null,
                        null,
                        hueco.desde(),
                        hueco.hasta(),
                        null,
                        null,
                        null)));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Resultado resultado(ResultSet row, int number) throws SQLException {
        return new Resultado(
                row.getString("source"),
                row.getLong("numero"),
                ids(row, "missing"),
                ids(row, "parked"),
                row.getString("digest"),
                row.getBoolean("changed"));
    }

    private static Hueco hueco(ResultSet row, int number) throws SQLException {
        return new Hueco(
                row.getLong("numero"),
                ids(row, "missing"),
                row.getObject("from_at", OffsetDateTime.class).toInstant(),
                row.getObject("to_at", OffsetDateTime.class).toInstant());
    }

    private static List<UUID> ids(ResultSet row, String column) throws SQLException {
        return List.of((UUID[]) row.getArray(column).getArray());
    }
}
