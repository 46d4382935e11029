package es.crmfactura.web.idempotency;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The answers that were given within the last day. Everything here belongs to the transaction of the request. */
class Answers {

    private static final Duration KEPT = Duration.ofHours(24);

    /** Each removes a few that have expired, so that nobody has to come and clean. */
    private static final String SAVE = """
            with vieja as (
              delete from peticion_hecha where clave in (
                select clave from peticion_hecha
                where hecha_en < :limite and clave <> :clave
                order by hecha_en limit 10
                for update skip locked))
            insert into peticion_hecha (clave, huella, status, location, etag, body, hecha_en)
            values (:clave, :huella, :status, :location, :etag, :body, :ahora)
            on conflict (clave) do update
            set huella = excluded.huella, status = excluded.status, location = excluded.location, etag = excluded.etag,
              body = excluded.body, hecha_en = excluded.hecha_en""";

    private final JdbcClient jdbc;
    private final Clock clock;

    Answers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps the key until the transaction ends; false if another request has it. */
    boolean reserve(String key) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(current_schema() || ' ' || :clave, 0))")
                .param("clave", key)
                .query(Boolean.class)
                .single();
    }

    /** @throws KeyProblem.Reused if the key has been used for another request */
    Optional<Answer> find(String key, byte[] fingerprint) {
        return jdbc.sql("select * from peticion_hecha where clave = :clave and hecha_en >= :limite")
                .param("clave", key)
                .param("limite", limit())
                .query((row, number) -> {
                    if (!Arrays.equals(row.getBytes("huella"), fingerprint)) {
                        throw new KeyProblem.Reused();
                    }
                    return new Answer(
                            row.getInt("status"),
                            row.getString("location"),
                            row.getString("etag"),
                            row.getBytes("body"));
                })
                .optional();
    }

    void save(String key, byte[] fingerprint, Answer answer) {
        jdbc.sql(SAVE)
                .param("clave", key)
                .param("huella", fingerprint)
                .param("status", answer.status())
                .param("location", answer.location(), Types.VARCHAR)
                .param("etag", answer.etag(), Types.VARCHAR)
                .param("body", answer.body(), Types.BINARY)
                .param("ahora", at(clock.instant()))
                .param("limite", limit())
                .update();
    }

    private OffsetDateTime limit() {
        return at(clock.instant().minus(KEPT));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
