package es.crmfactura.messaging;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What this service was asked to tell once more. The {@link Replayer} does it, and the readers' inboxes make it harmless. */
public final class Replays {

    private static final String REQUEST = """
        insert into replay
          (id, asked_by, reason, event_ids, from_at, to_at, type, except_types, aggregate_id, from_version, to_version,
           announce, until_seq)
        values (?, ?, ?, ?::uuid[], ?, ?, ?, ?::text[], ?, ?, ?, ?, coalesce((select max(seq) from event_log), 0))
        on conflict do nothing""";

    private final JdbcTemplate jdbc;

    Replays(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which rows of the log: those that satisfy all that is given.
     *
     * @param eventIds null for any
     * @param exceptTypes names on the wire of what is left out
     */
    public record Selection(
            @Nullable List<UUID> eventIds,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String type,
            List<String> exceptTypes,
            @Nullable UUID aggregateId,
            @Nullable Long fromVersion,
            @Nullable Long toVersion) {

        private static final Duration FAR = Duration.ofDays(4_000_000);

        /** @throws IllegalArgumentException if a moment is so far from now that the database would not give it back */
        public Selection {
            if (isFar(from) || isFar(to)) {
                throw new IllegalArgumentException("there are no events of " + from + " to " + to);
            }
        }

        private static boolean isFar(@Nullable Instant at) {
            return at != null && Duration.between(Instant.EPOCH, at).abs().compareTo(FAR) > 0;
        }
    }

    /**
     * How far it has got.
     *
     * @param doneAt null while there may be more to send
     */
    public record Replay(
            UUID id,
            String askedBy,
            String reason,
            Selection selection,
            long untilSeq,
            long position,
            long sent,
            Instant createdAt,
            @Nullable Instant doneAt) {}

    /** @param id asked for again under the same one, it is the same */
    public void request(UUID id, String askedBy, String reason, Selection selection) {
        request(id, askedBy, reason, selection, false);
    }

    /** @param announce whether who asked wishes to be told when all of it has been sent */
    public void request(UUID id, String askedBy, String reason, Selection selection, boolean announce) {
        jdbc.update(
                REQUEST,
                id,
                askedBy,
                reason,
                selection.eventIds() == null ? null : selection.eventIds().toArray(UUID[]::new),
                at(selection.from()),
                at(selection.to()),
                selection.type(),
                selection.exceptTypes().toArray(String[]::new),
                selection.aggregateId(),
                selection.fromVersion(),
                selection.toVersion(),
                announce);
    }

    public Optional<Replay> find(UUID id) {
        return jdbc.query("select * from replay where id = ?", (row, number) -> replay(row), id).stream()
                .findFirst();
    }

    static Replay replay(ResultSet row) throws SQLException {
        Array ids = row.getArray("event_ids");
        return new Replay(
                row.getObject("id", UUID.class),
                row.getString("asked_by"),
                row.getString("reason"),
                new Selection(
                        ids == null ? null : List.of((UUID[]) ids.getArray()),
                        instant(row, "from_at"),
                        instant(row, "to_at"),
                        row.getString("type"),
                        List.of((String[]) row.getArray("except_types").getArray()),
                        row.getObject("aggregate_id", UUID.class),
                        row.getObject("from_version", Long.class),
                        row.getObject("to_version", Long.class)),
                row.getLong("until_seq"),
                row.getLong("position"),
                row.getLong("sent"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "done_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
