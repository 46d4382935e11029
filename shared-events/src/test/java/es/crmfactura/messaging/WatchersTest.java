package es.crmfactura.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who watches what arrives sees what has an effect, and harms nothing. */
class WatchersTest {

    private static final UUID TEMA = UUID.randomUUID();
    private static final UUID OTRO = UUID.randomUUID();
    private static final ParkedEvents.Decision DECISION = new ParkedEvents.Decision("Marta", "por probar");

    private TestService reader;
    private TestService.Testigo testigo;

    @BeforeEach
    void aReaderThatIsWatched() throws SQLException {
        reader = TestService.named("mirado").start();
        testigo = reader.get(TestService.Testigo.class);
    }

    @AfterEach
    void stop() {
        reader.close();
    }

    @Test
    void whatCameBeforeIsShownWhenItComesAgain() {
        receive(message(TEMA, 1));
        testigo.mira();

        receive(message(TEMA, 1), message(TEMA, 2));

        assertThat(reader.heard()).containsExactly(1, 2, 101, 102);
    }

    @Test
    void whatIsParkedIsNotShownUntilItIsRetriedAndWhatWasDiscardedNever() {
        testigo.mira();
        refuse(1);
        receive(message(TEMA, 1), message(TEMA, 2), message(OTRO, 3));
        assertThat(reader.heard()).containsExactly(3, 103);
        receive(message(TEMA, 1), message(TEMA, 2));
        assertThat(reader.heard()).containsExactly(3, 103);

        reader.get(ParkedEvents.class).discard(parked(), DECISION);
        reader.get(ParkedEvents.class).retry(new ParkedEvents.Selection(null, null), DECISION);
        receive(message(TEMA, 1));

        assertThat(reader.heard()).containsExactly(3, 103, 2, 102);
    }

    @Test
    void aWatcherThatFailsUndoesWhatItDidAndNothingElse() {
        testigo.mira().falla();

        receive(message(TEMA, 1), message(TEMA, 2));

        assertThat(reader.heard()).containsExactly(1, 2, 0);
        assertThat(testigo.failures()).singleElement().asString().startsWith("DataIntegrityViolationException");
        assertThat(reader.jdbc().queryForObject("select count(*) from parked_event", Long.class))
                .isZero();
    }

    private void refuse(int numero) {
        reader.get(TestService.Notas.class).before(noticia -> {
            if (noticia.numero() == numero) {
                throw new IllegalStateException("no");
            }
        });
    }

    private long parked() {
        Long id = reader.jdbc().queryForObject("select min(id) from parked_event", Long.class);
        return id == null ? 0 : id;
    }

    private void receive(byte[]... messages) {
        Inbox inbox = reader.get(Inbox.class);
        inbox.receive(Arrays.stream(messages).map(inbox::read).toList());
    }

    private byte[] message(UUID tema, int numero) {
        return reader.get(CloudEventFormat.class)
                .write(new Event(
                        new UUID(9, numero),
                        "otro",
                        tema.toString(),
                        numero,
                        Instant.EPOCH,
                        null,
                        new Noticia.Ocurrida(tema, numero)));
    }
}
