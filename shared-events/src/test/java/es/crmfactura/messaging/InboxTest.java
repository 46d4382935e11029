package es.crmfactura.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import es.crmfactura.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;

/** What becomes of the messages of a batch. */
class InboxTest {

    private static final UUID TEMA = UUID.randomUUID();
    private static final UUID OTRO = UUID.randomUUID();

    private TestService reader;

    @BeforeEach
    void aReader() throws SQLException {
        reader = TestService.named("buzon").start();
    }

    @AfterEach
    void stop() {
        reader.close();
    }

    @Test
    void eachEventOfABatchHasOneEffectHoweverOftenItArrives() {
        receive(message(TEMA, 1), message(TEMA, 2), message(TEMA, 1));
        receive(message(TEMA, 2), message(TEMA, 3));

        assertThat(reader.heard()).containsExactly(1, 2, 3);
    }

    @Test
    void aPoisonMessageParksAloneWithItsReasonWhileTheRestGoesOn() {
        refuse(2, new IllegalStateException("el 2 no se puede anotar"));

        receive(message(OTRO, 1), message(TEMA, 2), message(OTRO, 3));

        assertThat(reader.heard()).containsExactly(1, 3);
        assertThat(parked()).singleElement().satisfies(parked -> {
            assertThat(parked.reason()).isEqualTo("IllegalStateException: el 2 no se puede anotar");
            assertThat(parked.aggregateId()).isEqualTo(TEMA.toString());
            assertThat(parked.type()).isEqualTo("es.crmfactura.prueba.Ocurrida.v1");
        });
    }

    @Test
    void laterEventsOfAParkedAggregateWaitBehindItInOrder() {
        refuse(1, new IllegalStateException("no"));

        receive(message(TEMA, 1), message(TEMA, 2), message(OTRO, 3));
        receive(message(OTRO, 4), message(TEMA, 5));
        receive(message(TEMA, 5));

        assertThat(reader.heard()).containsExactly(3, 4);
        assertThat(parked()).extracting(Parked::eventId).containsExactly(id(1), id(2), id(5));
    }

    @Test
    void whatIsParkedAndForgottenByTheInboxIsParkedOnceWhenItIsToldAgain() throws SQLException {
        refuse(1, new IllegalStateException("no"));
        receive(message(TEMA, 1), message(TEMA, 2));
        try (var owner = TestDatabase.instance().superuser();
                var statement = owner.createStatement()) {
            statement.execute("delete from " + reader.name() + ".inbox");
        }

        receive(message(TEMA, 1), message(TEMA, 2), message(OTRO, 3));

        assertThat(reader.heard()).containsExactly(3);
        assertThat(parked()).extracting(Parked::eventId).containsExactly(id(1), id(2));
    }

    @Test
    void whatIsNoReadableEventIsKeptOnceAndListedWithItsReason() {
        byte[] unknown = new String(message(TEMA, 1), StandardCharsets.UTF_8)
                .replace("Ocurrida.v1", "Inventada.v1")
                .getBytes(StandardCharsets.UTF_8);
        byte[] incomplete = new String(message(TEMA, 1), StandardCharsets.UTF_8)
                .replace("\"data\"", "\"dato\"")
                .getBytes(StandardCharsets.UTF_8);

        receive("no es JSON".getBytes(StandardCharsets.UTF_8), unknown, message(TEMA, 2), incomplete);
        receive(unknown);

        assertThat(reader.heard()).containsExactly(2);
        assertThat(parked())
                .extracting(Parked::reason)
                .satisfiesExactly(
                        notJson -> assertThat(notJson).startsWith("not a readable event"),
                        unknownType -> assertThat(unknownType).contains("es.crmfactura.prueba.Inventada.v1"),
                        noData -> assertThat(noData).contains("data"));
    }

    /** It would come again and again, and nothing behind it would be applied. */
    @ParameterizedTest
    @CsvSource({"subject, a\\u0000b", "source, /a\\u0000b", "type, a\\u0000b"})
    void whatNoDatabaseCanKeepDoesNotStandInTheWay(String attribute, String value) {
        byte[] bad = with(attribute, value);

        receive(bad, message(TEMA, 2));
        receive(bad);

        assertThat(reader.heard()).containsExactly(2);
        assertThat(parked()).extracting(Parked::eventId).containsOnlyNulls().hasSize(1);
    }

    @Test
    void anAttributeThatIsTooLongForAnIndexDoesNotStandInTheWay() {
        String noise = new Random(7)
                .ints(9_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        refuse(1, new IllegalStateException("no"));
        receive(with("subject", noise), message(TEMA, 2));

        assertThat(reader.heard()).containsExactly(2);
        assertThat(parked())
                .singleElement()
                .satisfies(parked -> assertThat(parked.reason()).contains("subject"));
    }

    @Test
    void aLockThatCouldNotBeHadIsTriedAgain() {
        var tries = new AtomicInteger();
        reader.get(TestService.Notas.class).before(noticia -> {
            if (tries.incrementAndGet() < 3) {
                throw new CannotAcquireLockException("deadlock");
            }
        });

        receive(message(TEMA, 1));

        assertThat(reader.heard()).containsExactly(1);
        assertThat(parked()).isEmpty();
    }

    @Test
    void withTheDatabaseAwayNothingIsParkedAndTheCallerIsTold() {
        reader.get(TestService.Notas.class)
                .before(noticia ->
                        reader.get(com.zaxxer.hikari.HikariDataSource.class).close());

        assertThatThrownBy(() -> receive(message(TEMA, 1))).isInstanceOf(DataAccessResourceFailureException.class);
    }

    private void refuse(int numero, RuntimeException reason) {
        reader.get(TestService.Notas.class).before(noticia -> {
            if (noticia.numero() == numero) {
                throw reason;
            }
        });
    }

    private void receive(byte[]... messages) {
        Inbox inbox = reader.get(Inbox.class);
        inbox.receive(Arrays.stream(messages).map(inbox::read).toList());
    }

    private record Parked(UUID eventId, String type, String aggregateId, String reason) {}

    private List<Parked> parked() {
        return reader.jdbc()
                .query(
                        "select * from parked_event order by id",
                        (row, number) -> new Parked(
                                row.getObject("event_id", UUID.class),
                                row.getString("type"),
                                row.getString("aggregate_id"),
                                row.getString("reason")));
    }

    private static UUID id(int numero) {
        return new UUID(7, numero);
    }

    private byte[] message(UUID tema, int numero) {
        return reader.get(CloudEventFormat.class)
                .write(new Event(
                        id(numero),
                        "otro",
                        tema.toString(),
                        numero,
                        Instant.EPOCH,
                        null,
                        new Noticia.Ocurrida(tema, numero)));
    }

    private byte[] with(String attribute, String value) {
        return new String(message(TEMA, 1), StandardCharsets.UTF_8)
                .replaceFirst(
                        "\"" + attribute + "\":\"[^\"]*\"",
                        Matcher.quoteReplacement("\"" + attribute + "\":\"" + value + "\""))
                .getBytes(StandardCharsets.UTF_8);
    }
}
