package es.crmfactura.conciliacion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.eventos.ReenvioPedido;
import es.crmfactura.messaging.Replays;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What is lost on the way is noticed, asked for and told once more, and nobody has to do anything. */
class CuraTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OPEN = "stream_check where sent is null or missing <> '{}'";

    private Servicio emisor;
    private Servicio lector;

    @BeforeEach
    void twoServicesThatListenToEachOther() throws SQLException {
        int n = Servicio.otroNumero();
        emisor = Servicio.llamado("emisor_" + n, "lector_" + n);
        lector = Servicio.llamado("lector_" + n, "emisor_" + n);
    }

    @AfterEach
    void stop() {
        lector.close();
        emisor.close();
    }

    @Test
    void aMessageThatTheBrokerLostComesAfterAll() {
        start();
        seLleva(() -> emisor.cuenta(1, 7));

        emisor.cuenta(8, 8);

        lector.esperaNotas(8);
        assertThat(lector.notas()).containsExactlyElementsOf(hasta(8));
        conforme();
    }

    @Test
    void whatWasLostAtTheEndOfTheStreamComesAlsoIfNothingElseHappens() {
        start();
        seLleva(() -> {
            emisor.cuenta(1, 3);
            emisor.espera("checkpoint");
        });

        lector.esperaNotas(3);
        conforme();
        assertThat(emisor.cuantos("checkpoint"))
                .as("it is the same one, told again")
                .isEqualTo(1);
    }

    @Test
    void aLostCheckpointIsKnownByTheNextOneAndAskedFor() throws SQLException {
        start();
        emisor.cuenta(1, 1);
        emisor.espera("checkpoint_reading where numero = 1");
        seLleva(() -> {
            emisor.cuenta(2, 3);
            emisor.espera("checkpoint where numero = 2");
        });
        emisor.cuenta(4, 4);

        lector.esperaNotas(4);
        lector.espera("stream_check where numero = 2 and sent = 2");
        conforme();
        assertThat(lector.notas()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aRowThatIsGoneFromTheInboxIsFoundToldAskedForAndAppliedAnew() throws SQLException {
        emisor.con("crmfactura.conciliacion.auto-startup", "false");
        start();
        List<UUID> ids = emisor.cuenta(1, 3);
        lector.esperaNotas(3);
        Servicio.superuser("delete from %1$s.inbox where event_id = '%2$s'; delete from %1$s.nota where numero = 2"
                .formatted(lector.nombre(), ids.get(1)));

        emisor.get("puntosDeControl", es.crmfactura.messaging.LogFollower.class).start();

        emisor.espera("checkpoint_reading where missing = '{}' and version > 1");
        assertThat(lector.notas()).containsExactly(1, 2, 3);
        assertThat(emisor.jdbc().queryForList("select unnest(event_ids) from replay", UUID.class))
                .containsOnly(ids.get(1));
    }

    @Test
    void whatNeverComesIsAskedForLessAndLessOftenAndThenLeftToPeople() throws SQLException {
        lector.con("crmfactura.conciliacion.attempts", "2").con("crmfactura.conciliacion.retry", "1ms");
        start();
        List<UUID> ids = emisor.cuenta(1, 1);
        emisor.espera("checkpoint_reading where numero = 1");
        Servicio.superuser("delete from %s.event_log where event_id = '%s'".formatted(emisor.nombre(), ids.get(0)));
        lector.jdbc().update("update stream_check set missing = array[?::uuid]", UUID.randomUUID());

        lector.espera("stream_check where asks = 2");
        emisor.espera("replay where done_at is not null");
        assertThat(lector.jdbc().queryForObject("select max(asks) from stream_check", Integer.class))
                .isEqualTo(2);
    }

    @Test
    void aReplayThatIsInterruptedGoesOnWhereItWasAndHarmsNobody() {
        start();
        emisor.cuenta(1, 1_200);
        lector.esperaNotas(1_200);
        var replays = emisor.get(Replays.class);
        UUID id = UUID.randomUUID();
        lector.dejaDeOir();

        replays.request(id, "prueba", "otra vez", todo());
        replays.request(id, "prueba", "otra vez", todo());
        emisor.espera("replay where position > 0");
        emisor.para();
        emisor.arrancado();
        emisor.espera("replay where done_at is not null");
        lector.vuelveAOir();
        emisor.cuenta(1_201, 1_201);

        lector.esperaNotas(1_201);
        assertThat(lector.notas()).containsExactlyElementsOf(hasta(1_201));
        assertThat(emisor.get(Replays.class).find(id).orElseThrow().sent()).isGreaterThanOrEqualTo(1_200);
    }

    @Test
    void whoWishedToKnowIsToldBehindWhatWasToldAgain() {
        start();
        emisor.cuenta(1, 700);
        lector.esperaNotas(700);
        UUID sinAviso = pide(null);
        UUID conAviso = pide(true);

        lector.espera("inbox where type like '%.ReenvioTerminado.%'");

        assertThat(emisor.jdbc().queryForObject("""
                        select count(*) from replay
                        where id = ? and not announced and not announce or id = ? and announced and sent = 700""", Long.class, sinAviso, conAviso))
                .isEqualTo(2);
        assertThat(emisor.jdbc().queryForObject("""
                select (convert_from(body, 'UTF8')::json #>> '{data,pedido}')::uuid from event_log
                where type like '%.ReenvioTerminado.%'""", UUID.class)).isEqualTo(conAviso);
        assertThat(lector.notas()).containsExactlyElementsOf(hasta(700));
    }

    private UUID pide(@Nullable Boolean avisar) {
        return lector.get(TransactionTemplate.class)
                .execute(tx -> lector.get(Peticiones.class)
                        .pedir(new ReenvioPedido(
                                emisor.nombre(), "prueba", List.of(), null, null, null, null, null, null, avisar)));
    }

    private Replays.Selection todo() {
        return new Replays.Selection(
                null, null, null, null, List.copyOf(emisor.get(Flujo.class).control()), null, null, null);
    }

    /** The queue of the reader is lost with what was told meanwhile. */
    private void seLleva(Runnable told) {
        lector.dejaDeOir();
        told.run();
        await().atMost(PATIENCE).until(() -> emisor.cuantos("""
            relay_cursor c, event_log e where not pg_visible_in_snapshot(e.xid, c.snapshot)""") == 0);
        lector.pierdeLaCola();
        lector.vuelveAOir();
    }

    private void conforme() {
        await().atMost(PATIENCE).until(() -> lector.cuantos(OPEN) == 0 && lector.cuantos("stream_check") > 0);
        await().atMost(PATIENCE)
                .until(() -> emisor.cuantos("checkpoint c where not exists (select from checkpoint_reading r"
                                + " where r.numero = c.numero and missing = '{}' and intact)")
                        == 0);
    }

    private static List<Integer> hasta(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private void start() {
        lector.arrancado();
        emisor.arrancado();
    }
}
