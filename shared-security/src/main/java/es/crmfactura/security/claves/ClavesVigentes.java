package es.crmfactura.security.claves;

import es.crmfactura.security.Identidad;
import es.crmfactura.security.Rol;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys that are valid now, in memory, so that a request costs no statement and a flood of made-up keys has no way to the
 * database. What is made, rotated or revoked counts at once on the instance that did it, and two seconds later at the latest on
 * the others. While the database is away the keys are those it had.
 */
public class ClavesVigentes {

    private static final Logger log = LoggerFactory.getLogger(ClavesVigentes.class);

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration BETWEEN_SEARCHES = Duration.ofMillis(200);
    private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);

    private static final String VIGENTES = """
            select id, nombre, rol, ambitos, por_segundo, encode(h.huella, 'hex') as huella, least(c.caduca_en, h.hasta) as hasta
            from clave c,
              lateral (values (c.huella, c.caduca_en), (c.huella_anterior, c.anterior_hasta)) as h (huella, hasta)
            where revocada_en is null and h.huella is not null and least(c.caduca_en, h.hasta) > :ahora""";

    private static final String USADAS = """
            update clave c set ultimo_uso = u.uso
            from unnest(cast(:ids as uuid[]), cast(:usos as timestamptz[])) as u (id, uso)
            where c.id = u.id""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ReentrantLock loading = new ReentrantLock();
    private final Map<UUID, Instant> usadas = new ConcurrentHashMap<>();
    /** Guarded by {@link #loading}. */
    private final Map<UUID, Instant> anotadas = new HashMap<>();

    private volatile @Nullable Cargadas cargadas;

    ClavesVigentes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Vigente(UUID id, String huella, Instant hasta, Identidad identidad) {}

    private record Cargadas(Map<String, Vigente> porHuella, long en) {

        boolean sonMasJovenesQue(Duration age) {
            return System.nanoTime() - en < age.toNanos();
        }
    }

    /**
     * Whose key it is; empty if it is nobody's, or not any more.
     *
     * @throws DataAccessException if the database is away and has not been there yet
     */
    public Optional<Identidad> identidad(String texto) {
        String huella = new Secreta(texto).huellaEnHex();
        Vigente clave = conocidas().porHuella().get(huella);
        if (clave == null) {
            clave = cargar(BETWEEN_SEARCHES).porHuella().get(huella);
        }
        Instant ahora = clock.instant();
        if (clave == null || !clave.hasta().isAfter(ahora)) {
            return Optional.empty();
        }
        usadas.put(clave.id(), ahora);
        return Optional.of(clave.identidad());
    }

    /** They have just been changed here. */
    void olvidar() {
        Cargadas estas = cargadas;
        if (estas != null) {
            cargadas = new Cargadas(estas.porHuella(), System.nanoTime() - FRESH.toNanos());
        }
    }

    /** Whoever finds them old loads them; the others need not wait for that. */
    private Cargadas conocidas() {
        Cargadas estas = cargadas;
        return estas == null || !estas.sonMasJovenesQue(FRESH) && !loading.isLocked() ? cargar(FRESH) : estas;
    }

    private Cargadas cargar(Duration age) {
        loading.lock();
        try {
            Cargadas estas = cargadas;
            return estas != null && estas.sonMasJovenesQue(age) ? estas : cargarDeNuevo(estas);
        } finally {
            loading.unlock();
        }
    }

    private Cargadas cargarDeNuevo(@Nullable Cargadas antes) {
        Map<String, Vigente> porHuella;
        try {
            porHuella = leer().stream().collect(Collectors.toMap(Vigente::huella, vigente -> vigente));
            anotarUsos();
        } catch (DataAccessException e) {
            if (antes == null) {
                throw e;
            }
            log.warn("keys are those of before, as the database is away");
            porHuella = antes.porHuella();
        }
        var nuevas = new Cargadas(porHuella, System.nanoTime());
        cargadas = nuevas;
        return nuevas;
    }

    private List<Vigente> leer() {
        return jdbc.sql(VIGENTES)
                .param("ahora", clock.instant().atOffset(ZoneOffset.UTC))
                .query(ClavesVigentes::vigente)
                .list();
    }

    private static Vigente vigente(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Array ambitos = row.getArray("ambitos");
        var identidad = new Identidad(
                "clave:" + id + " " + row.getString("nombre"),
                Rol.valueOf(row.getString("rol")),
                List.of((String[]) ambitos.getArray()),
                row.getObject("por_segundo", Integer.class));
        Instant hasta = row.getObject("hasta", OffsetDateTime.class).toInstant();
        return new Vigente(id, row.getString("huella"), hasta, identidad);
    }

    private void anotarUsos() {
        var estas = Map.copyOf(usadas).entrySet().stream()
                .filter(uso -> hasNotBeenNoted(uso.getKey(), uso.getValue()))
                .toList();
        if (estas.isEmpty()) {
            return;
        }
        jdbc.sql(USADAS)
                .param("ids", estas.stream().map(uso -> uso.getKey().toString()).toArray(String[]::new))
                .param(
                        "usos",
                        estas.stream().map(uso -> uso.getValue().toString()).toArray(String[]::new))
                .update();
        estas.forEach(uso -> anotadas.put(uso.getKey(), uso.getValue()));
    }

    private boolean hasNotBeenNoted(UUID id, Instant uso) {
        Instant antes = anotadas.get(id);
        return antes == null || uso.isAfter(antes.plus(BETWEEN_NOTES));
    }
}
