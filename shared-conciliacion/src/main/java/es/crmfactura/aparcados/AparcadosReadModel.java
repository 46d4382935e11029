package es.crmfactura.aparcados;

import es.crmfactura.messaging.ParkedEvents;
import es.crmfactura.web.Pagina;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is parked, and what was decided. Bodies may hold personal data: no list of what is parked has them. */
final class AparcadosReadModel {

    private static final String COLUMNS =
            "id, event_id, source, type, aggregate_id, reason, tries, parked_at, tried_at";

    private final JdbcClient jdbc;

    AparcadosReadModel(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Aparcado> lista(ParkedEvents.Selection cuales, Pagina pagina) {
        return jdbc.sql("select " + COLUMNS + """
            , null::bytea as body from parked_event
            where (cast(:source as text) is null or source = :source) and (cast(:type as text) is null or type = :type)
            order by id offset :skip limit :limit""")
                .param("source", cuales.source())
                .param("type", cuales.type())
                .param("skip", pagina.skip())
                .param("limit", pagina.limit())
                .query(AparcadosReadModel::aparcado)
                .list();
    }

    Optional<Aparcado> uno(long id) {
        return jdbc.sql("select " + COLUMNS + ", body from parked_event where id = :id")
                .param("id", id)
                .query(AparcadosReadModel::aparcado)
                .optional();
    }

    long decididos(@Nullable Long aparcado) {
        return jdbc.sql(
                        "select count(*) from parked_decision where cast(:parked as bigint) is null or parked_id = :parked")
                .param("parked", aparcado)
                .query(Long.class)
                .single();
    }

    /** Newest first. */
    List<Decidido> decisiones(@Nullable Long aparcado, Pagina pagina) {
        return jdbc.sql("""
            select * from parked_decision where cast(:parked as bigint) is null or parked_id = :parked
            order by id desc offset :skip limit :limit""")
                .param("parked", aparcado)
                .param("skip", pagina.skip())
                .param("limit", pagina.limit())
                .query(AparcadosReadModel::decidido)
                .list();
    }

    private static Aparcado aparcado(ResultSet row, int number) throws SQLException {
        return new Aparcado(
                row.getLong("id"),
                row.getObject("event_id", UUID.class),
                row.getString("source"),
                row.getString("type"),
                row.getString("aggregate_id"),
                row.getString("reason"),
                row.getInt("tries"),
                row.getObject("parked_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("tried_at", OffsetDateTime.class)),
                text(row.getBytes("body")));
    }

    private static Decidido decidido(ResultSet row, int number) throws SQLException {
        return new Decidido(
                row.getLong("id"),
                row.getString("decided_by"),
                row.getString("reason"),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                switch (row.getString("outcome")) {
                    case "applied" -> Decidido.Resultado.aplicado;
                    case "duplicate" -> Decidido.Resultado.repetido;
                    case "failed" -> Decidido.Resultado.fallido;
                    default -> Decidido.Resultado.descartado;
                },
                row.getLong("parked_id"),
                row.getObject("event_id", UUID.class),
                row.getString("source"),
                row.getString("type"),
                row.getString("aggregate_id"),
                row.getObject("parked_at", OffsetDateTime.class).toInstant(),
                row.getString("parked_reason"),
                text(row.getBytes("body")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static @Nullable String text(byte @Nullable [] body) {
        return body == null ? null : new String(body, StandardCharsets.UTF_8);
    }
}
