package es.crmfactura.conciliacion;

import es.crmfactura.eventos.PuntoDeControl;
import es.crmfactura.messaging.CloudEventFormat;
import es.crmfactura.messaging.EventLog;
import es.crmfactura.messaging.LogFollower;
import es.crmfactura.messaging.LogReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes out the checkpoints: reads the log with a cursor of its own and appends to it, in the transaction that moves the
 * cursor, which events it has seen. A checkpoint's row is written when those it covers are visible, with a greater
 * {@code seq}: so the relay, which reads the same way, sends it behind them.
 */
final class PuntosDeControl implements LogFollower.Reaction {

    private static final int MOST = 500;

    private final EventLog log;
    private final CloudEventFormat format;
    private final Flujo flujo;
    private final ConciliacionProperties settings;
    private final Clock clock;
    private final Runnable upkeep;

    /** @param upkeep done by the leading instance after each look */
    PuntosDeControl(
            EventLog log,
            CloudEventFormat format,
            Flujo flujo,
            ConciliacionProperties settings,
            Clock clock,
            Runnable upkeep) {
        this.log = log;
        this.format = format;
        this.flujo = flujo;
        this.settings = settings;
        this.clock = clock;
        this.upkeep = upkeep;
    }

    private record Ultimo(long numero, long total, String huella) {}

    /** Tells the newest checkpoint again if need be: {@link #take} is not called while nothing happens. */
    @Override
    public boolean isWanted(JdbcTemplate transaction) {
        repeat(transaction);
        return true;
    }

    /** Control events are not covered: a checkpoint of checkpoints would be followed by one of itself, and so for ever. */
    @Override
    public void take(JdbcTemplate transaction, List<LogReader.Row> events) {
        List<LogReader.Row> covered =
                events.stream().filter(e -> !flujo.esDeControl(e.type())).toList();
        if (covered.isEmpty()) {
            return;
        }
        // a crash of the server must not take back what the relay may have sent: the number would be given twice
        transaction.execute("set local synchronous_commit = on");
        for (int from = 0; from < covered.size(); from += MOST) {
            append(transaction, covered.subList(from, Math.min(from + MOST, covered.size())));
        }
    }

    private void append(JdbcTemplate transaction, List<LogReader.Row> covered) {
        Ultimo last = last(transaction);
        List<UUID> ids = covered.stream().map(LogReader.Row::eventId).toList();
        var punto = new PuntoDeControl(
                last.numero() + 1,
                ids.size(),
                last.total() + ids.size(),
                ids,
                covered.stream()
                        .map(LogReader.Row::createdAt)
                        .min(Instant::compareTo)
                        .orElseThrow(),
                covered.stream()
                        .map(LogReader.Row::createdAt)
                        .max(Instant::compareTo)
                        .orElseThrow(),
                last.huella(),
                Huella.de(last.huella(), ids));
        UUID eventId = tell(transaction, punto);
        transaction.update(
                """
                insert into checkpoint (numero, event_id, sent, total, digest, from_at, to_at, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                punto.numero(),
                eventId,
                punto.cuantos(),
                punto.total(),
                punto.huella(),
                punto.desde().atOffset(ZoneOffset.UTC),
                punto.hasta().atOffset(ZoneOffset.UTC),
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static Ultimo last(JdbcTemplate transaction) {
        return transaction
                .query(
                        "select numero, total, digest from checkpoint order by numero desc limit 1",
                        (row, number) -> new Ultimo(row.getLong(1), row.getLong(2), row.getString(3)))
                .stream()
                .findFirst()
                .orElse(new Ultimo(0, 0, Huella.PRIMERA));
    }

    private UUID tell(JdbcTemplate transaction, PuntoDeControl punto) {
        return log.append(transaction, List.of(new EventLog.Entry(punto, flujo.id(), punto.numero(), null)))
                .get(0);
    }

    /**
     * What is lost at the end of the stream shows only with the next checkpoint: so the newest one is told again, as a new
     * event, if the broker has had it for a while and no reader has answered.
     */
    private void repeat(JdbcTemplate transaction) {
        transaction.query(
                """
                update checkpoint c set repeated_at = ?, repeats = repeats + 1
                from event_log e, relay_cursor r
                where c.numero = (select max(numero) from checkpoint)
                  and not c.verified
                  and e.aggregate_id = ? and e.aggregate_version = c.numero and e.event_id = c.event_id
                  and pg_visible_in_snapshot(e.xid, r.snapshot)
                  and c.repeats < %d and %s
                returning e.body""".formatted(
                        settings.attempts(), settings.due("coalesce(c.repeated_at," + " c.created_at)", "c.repeats")),
                row -> {
                    tell(transaction, (PuntoDeControl)
                            format.read(row.getBytes(1)).payload());
                },
                clock.instant().atOffset(ZoneOffset.UTC),
                flujo.id(),
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    @Override
    public void lead() {
        upkeep.run();
    }

    @Override
    public void standBack() {}
}
