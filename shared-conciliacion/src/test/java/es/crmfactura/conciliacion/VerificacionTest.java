package es.crmfactura.conciliacion;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.EventoDeControl;
import es.crmfactura.eventos.PuntoDeControl;
import es.crmfactura.eventos.ReenvioPedido;
import es.crmfactura.messaging.EventLog;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What a reader finds out, and what its publisher hears of it. */
class VerificacionTest {

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
    void whatArrivesIsVerifiedAndThePublisherIsToldSo() {
        start();
        emisor.cuenta(1, 20);
        emisor.espera("checkpoint_reading");

        assertThat(lector.notas()).hasSize(20);
        assertThat(lector.jdbc().queryForMap("select sum(sent) as sent, bool_and(intact) as intact from stream_check"))
                .containsEntry("sent", 20L)
                .containsEntry("intact", true);
        assertThat(emisor.jdbc()
                        .queryForList(
                                "select missing = '{}' and parked = 0 and intact from checkpoint_reading",
                                Boolean.class))
                .containsOnly(true);
    }

    @Test
    void aCheckpointThatIsNotWhatItsDigestSaysIsNoticedOnBothSides() throws SQLException {
        start();
        emisor.cuenta(1, 1);
        emisor.espera("checkpoint_reading");
        Servicio.superuser("update " + lector.nombre() + ".stream_check set digest = 'otra'");
        emisor.cuenta(2, 2);

        emisor.espera("checkpoint_reading where numero = 2 and not intact");
        lector.espera("stream_check where numero = 2 and not intact");
    }

    @Test
    void whatCouldNotBeAppliedIsNotMissingButParkedAndTheOtherSideKnows() {
        start();
        lector.rechaza(2);
        emisor.cuenta(1, 3);

        emisor.espera("checkpoint_reading where missing = '{}' and parked = 1");
        lector.jdbc().update("delete from parked_event");
        emisor.espera("checkpoint_reading where parked = 0");
    }

    @Test
    void aPublisherThatWasRestoredAndCountsAnewIsVerifiedAsItCountsNow() throws SQLException {
        start();
        emisor.cuenta(1, 1);
        emisor.espera("checkpoint_reading where numero = 1");
        emisor.cuenta(2, 2);
        emisor.espera("checkpoint_reading where numero = 2");
        Servicio.superuser("delete from " + emisor.nombre() + ".checkpoint where numero = 2");
        Servicio.superuser("delete from " + emisor.nombre() + ".checkpoint_reading where numero = 2");
        emisor.cuenta(3, 3);

        emisor.espera("checkpoint_reading where numero = 2 and intact");
        assertThat(lector.cuantos("stream_check where intact")).isEqualTo(2);
    }

    @Test
    void afterAReseedAllIsCoveredAgainAndNothingIsMissing() throws SQLException {
        start();
        emisor.cuenta(1, 5);
        emisor.espera("checkpoint_reading");
        emisor.para();
        Servicio.superuser("set search_path = " + emisor.nombre() + "; select reseed_relay()");
        emisor.arrancado();

        emisor.espera("checkpoint_reading where numero = 2");
        assertThat(lector.cuantos("stream_check where missing <> '{}' or sent is null or not intact"))
                .isZero();
        assertThat(lector.notas()).hasSize(5);
    }

    @Test
    void aCheckpointThatCanNotBeOneIsParkedAndNothingWaitsForWhatItWouldMiss() {
        start();
        Instant now = Instant.now();
        dice(new PuntoDeControl(Long.MAX_VALUE, 0, 0, List.of(), now, now, "", ""));
        emisor.cuenta(1, 2);

        emisor.espera("checkpoint_reading where missing = '{}'");
        assertThat(lector.cuantos("parked_event where reason like '%can''t come after%'"))
                .isEqualTo(1);
        assertThat(lector.notas()).containsExactly(1, 2);
    }

    @Test
    void whatIsAskedForOfAnotherEraIsParkedAndOthersAreToldAgainWhatTheyAskFor() {
        start();
        dice(new ReenvioPedido(lector.nombre(), "m", List.of(), null, null, Instant.MIN, null, null, null, null));

        lector.espera("parked_event where reason like '%there are no events of%'");
        assertThat(lector.cuantos("replay")).isZero();
    }

    private void dice(EventoDeControl evento) {
        emisor.get(TransactionTemplate.class)
                .executeWithoutResult(tx -> emisor.get(EventLog.class).append(evento, UUID.randomUUID(), 1));
    }

    private void start() {
        lector.arrancado();
        emisor.arrancado();
    }
}
