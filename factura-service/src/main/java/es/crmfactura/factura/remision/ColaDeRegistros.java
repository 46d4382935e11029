package es.crmfactura.factura.remision;

import es.crmfactura.factura.verifactu.Encadenado;
import es.crmfactura.factura.verifactu.RegistrosReadModel;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The records that wait, in the order of their chain. Who takes some has the turn of their chain until {@link Desenlaces} has noted
 * what became of them, or its time is over: so of all instances one sends, and none has a transaction open meanwhile.
 */
@Component
class ColaDeRegistros {

    private static final String NUEVAS =
            "insert into verifactu_remision (cadena) select id from verifactu_cadena on conflict do nothing";

    /**
     * A full message waits for nothing but after a failure (Orden HAC/1177/2024, art. 16). Where one was refused as a whole, the
     * next has the first half of it, until the record at fault is alone.
     */
    private static final String TURNO = """
            with siguiente as (
              select r.cadena, c.nif, r.hasta,
                case when r.sospecha > r.hasta then r.hasta + greatest((r.sospecha - r.hasta) / 2, 1) else c.posicion end as tope
              from verifactu_remision r join verifactu_cadena c on c.id = r.cadena
              where c.posicion > r.hasta
                and (r.turno_hasta is null or r.turno_hasta < :ahora)
                and (r.proxima is null or r.proxima <= :ahora
                  or (r.fallos = 0 and r.sospecha <= r.hasta and c.posicion - r.hasta >= :lleno))
              order by r.proxima nulls first, r.cadena
              limit 1 for update of r skip locked)
            update verifactu_remision r set turno = :turno, turno_hasta = :fin
            from siguiente s where r.cadena = s.cadena
            returning s.cadena, s.nif, s.hasta, s.tope""";

    private static final String SIGUIENTES = """
            select r.id, e.estado = 'enviado' as incierto
            from verifactu_registro r left join verifactu_envio e on e.registro = r.id
            where r.cadena = :cadena and r.posicion > :hasta and r.posicion <= :tope and e.respondido_en is null
            order by r.posicion limit :maximo""";

    private static final String ENVIADOS = """
            insert into verifactu_envio as e (registro, estado, intentos, enviado_en)
            select id, 'enviado', 1, :ahora from unnest(:ids) as id
            on conflict (registro) do update
            set estado = 'enviado', intentos = e.intentos + 1, enviado_en = excluded.enviado_en""";

    private final JdbcClient jdbc;
    private final RegistrosReadModel registros;
    private final RemisionProperties settings;
    private final Clock clock;

    ColaDeRegistros(JdbcClient jdbc, RegistrosReadModel registros, RemisionProperties settings, Clock clock) {
        this.jdbc = jdbc;
        this.registros = registros;
        this.settings = settings;
        this.clock = clock;
    }

    private record Turno(int cadena, String nif, long hasta, long tope) {}

    private record Siguiente(long id, @Nullable Boolean incierto) {}

    /** What is to be sent now, noted as sent; empty if it is not time, or others are at it. */
    @Transactional
    Optional<Lote> tomar() {
        jdbc.sql(NUEVAS).update();
        UUID turno = UUID.randomUUID();
        Instant ahora = clock.instant();
        return jdbc.sql(TURNO)
                .param("ahora", utc(ahora))
                .param("fin", utc(ahora.plus(settings.turno())))
                .param("turno", turno)
                .param("lleno", Lote.MAXIMO)
                .query(Turno.class)
                .optional()
                .map(suyo -> lote(suyo, turno, ahora));
    }

    private Lote lote(Turno suyo, UUID turno, Instant ahora) {
        List<Siguiente> siguientes = jdbc.sql(SIGUIENTES)
                .param("cadena", suyo.cadena())
                .param("hasta", suyo.hasta())
                .param("tope", suyo.tope())
                .param("maximo", Lote.MAXIMO)
                .query(Siguiente.class)
                .list();
        List<Long> ids = siguientes.stream().map(Siguiente::id).toList();
        jdbc.sql(ENVIADOS)
                .param("ahora", utc(ahora))
                .param("ids", ids.toArray(Long[]::new))
                .update();
        List<Long> nuevos = siguientes.stream()
                .filter(siguiente -> !Boolean.TRUE.equals(siguiente.incierto()))
                .map(Siguiente::id)
                .toList();
        List<Encadenado> todos = registros.conIds(ids);
        boolean tarde = nuevos.size() < ids.size() || esViejo(todos.get(0), ahora);
        return new Lote(suyo.cadena(), suyo.nif(), turno, todos, nuevos, tarde);
    }

    private boolean esViejo(Encadenado primero, Instant ahora) {
        return OffsetDateTime.parse(primero.registro().generado())
                .toInstant()
                .isBefore(ahora.minus(settings.tardioDesde()));
    }

    private static OffsetDateTime utc(Instant momento) {
        return momento.atOffset(ZoneOffset.UTC);
    }
}
