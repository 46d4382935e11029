package es.crmfactura.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who reads the log inside the service, while it fails, ends and is replaced. */
class LogFollowerTest {

    private final UUID tema = UUID.randomUUID();
    private TestService service;

    @BeforeEach
    void aServiceWhoseRelayRests() throws SQLException {
        service = TestService.named("seguidor")
                .with("crmfactura.messaging.relay.auto-startup", "false")
                .start();
        try (Connection owner = TestDatabase.instance().connect("crm_owner");
                var statement = owner.createStatement()) {
            owner.setSchema(service.name());
            statement.execute(
                    "insert into log_reader_cursor (reader, snapshot) values ('prueba', pg_current_snapshot())");
        }
    }

    @AfterEach
    void endOfService() {
        service.close();
    }

    @Test
    void whatIsWrittenAndTheCursorAreOneTransaction() {
        var failing = new AtomicBoolean(true);
        LogFollower follower = follower(new Notes() {
            @Override
            public void take(JdbcTemplate transaction, List<LogReader.Row> events) {
                super.take(transaction, events);
                if (failing.getAndSet(false)) {
                    throw new IllegalStateException("after it has written");
                }
            }
        });
        service.publish(tema, 1);
        service.publish(tema, 2);

        follower.start();
        try {
            awaitNotes(2);
            assertThat(failing).isFalse();
            service.publish(tema, 3);
            awaitNotes(3);
        } finally {
            follower.stop();
        }
    }

    @Test
    void anotherGoesOnWhereTheFirstWasStopped() {
        LogFollower first = follower(new Notes());
        LogFollower second = follower(new Notes());
        first.start();
        service.publish(tema, 1);
        awaitNotes(1);
        second.start();
        first.stop();
        try {
            service.publish(tema, 2);
            awaitNotes(2);
        } finally {
            second.stop();
        }
    }

    @Test
    void whatFillsItsLastPageIsFollowedByWhatComesLater() {
        int page = service.get(MessagingProperties.class).relay().pageSize();
        IntStream.rangeClosed(1, page).forEach(numero -> service.publish(tema, numero));
        LogFollower follower = follower(new Notes());
        follower.start();
        try {
            awaitNotes(page);
            service.publish(tema, page + 1);
            awaitNotes(page + 1);
        } finally {
            follower.stop();
        }
    }

    @Test
    void whoIsNotWantedReadsNothing() {
        var wanted = new AtomicBoolean();
        LogFollower follower = follower(new Notes() {
            @Override
            public boolean isWanted(JdbcTemplate transaction) {
                return wanted.get();
            }
        });
        service.publish(tema, 1);
        follower.start();
        try {
            assertThat(service.heard()).isEmpty();
            wanted.set(true);
            awaitNotes(1);
        } finally {
            follower.stop();
        }
    }

    private LogFollower follower(LogFollower.Reaction reaction) {
        return service.get(LogFollowers.class).follower("prueba", Duration.ofMillis(20), false, reaction);
    }

    /** Each event once. */
    private void awaitNotes(int events) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(service.heard()).hasSize(events));
    }

    /** Writes down that there was an event. */
    private static class Notes implements LogFollower.Reaction {

        @Override
        public boolean isWanted(JdbcTemplate transaction) {
            return true;
        }

        @Override
        public void take(JdbcTemplate transaction, List<LogReader.Row> events) {
            events.forEach(event -> transaction.update(
                    "insert into nota (tema, numero) values (?, ?)", event.eventId(), (int) event.seq()));
        }

        @Override
        public void lead() {}

        @Override
        public void standBack() {}
    }
}
