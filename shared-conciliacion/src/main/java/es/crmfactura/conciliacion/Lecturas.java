package es.crmfactura.conciliacion;

import es.crmfactura.eventos.PuntoVerificado;
import es.crmfactura.messaging.Event;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** The publisher's side: what readers have told of its checkpoints. */
final class Lecturas {

    /** What was told before something known already came late, and counts no more. */
    private static final String NOTE = """
        insert into checkpoint_reading (reader, numero, missing, parked, intact, version, verified_at)
        values (?, ?, ?::uuid[], ?, exists (select from checkpoint where numero = ? and digest = ?), ?, ?)
        on conflict (reader, numero) do update
        set missing = excluded.missing, parked = excluded.parked, intact = excluded.intact,
            version = excluded.version, verified_at = excluded.verified_at
        where checkpoint_reading.version < excluded.version""";

    private final JdbcTemplate jdbc;

    Lecturas(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void anotar(Event event, PuntoVerificado verificado) {
        jdbc.update(
                NOTE,
                event.source(),
                verificado.numero(),
                verificado.faltan().toArray(UUID[]::new),
                verificado.aparcados(),
                verificado.numero(),
                verificado.huella(),
                event.version(),
                event.time().atOffset(ZoneOffset.UTC));
        jdbc.update("update checkpoint set verified = true where numero = ? and not verified", verificado.numero());
    }
}
