package es.crmfactura.conciliacion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.eventos.PuntoDeControl;
import es.crmfactura.messaging.CloudEventFormat;
import es.crmfactura.messaging.LogFollower;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a publisher tells of its own log. */
class PuntosDeControlTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Servicio servicio;

    @BeforeEach
    void aServiceWithoutReaders() throws SQLException {
        int n = Servicio.otroNumero();
        servicio = Servicio.llamado("solo_" + n, "nadie_" + n)
                .con("crmfactura.messaging.relay.auto-startup", "false")
                .con("crmfactura.conciliacion.auto-startup", "false")
                .arrancado();
    }

    @AfterEach
    void stop() {
        servicio.close();
    }

    @Test
    void everyEventIsCoveredOnceInTheOrderOfTheLogAndTheDigestsAreChained() {
        List<UUID> primeros = servicio.cuenta(1, 3);
        follower().start();
        awaitPuntos(1);
        List<UUID> segundos = servicio.cuenta(4, 5);
        awaitPuntos(2);

        List<PuntoDeControl> puntos = puntos();
        assertThat(puntos).extracting(PuntoDeControl::numero).containsExactly(1L, 2L);
        assertThat(puntos).extracting(PuntoDeControl::eventos).containsExactly(primeros, segundos);
        assertThat(puntos).extracting(PuntoDeControl::total).containsExactly(3L, 5L);
        assertThat(puntos.get(0).huellaAnterior()).isEqualTo(Huella.PRIMERA);
        assertThat(puntos.get(1).huellaAnterior()).isEqualTo(puntos.get(0).huella());
        assertThat(puntos.get(1).huella()).isEqualTo(Huella.de(puntos.get(0).huella(), segundos));
    }

    @Test
    void aBurstGivesFullPagesAndAQuietServiceTellsNothing() {
        servicio.cuenta(1, 1_100);
        follower().start();
        awaitPuntos(3);

        assertThat(puntos()).extracting(PuntoDeControl::cuantos).containsExactly(500, 500, 100);
        // its own checkpoints are behind it, and none of them was covered by another
        await().atMost(PATIENCE).until(() -> servicio.cuantos("""
            log_reader_cursor c, event_log e
            where reader = 'puntos' and not pg_visible_in_snapshot(e.xid, c.snapshot)""") == 0);
        assertThat(puntos()).hasSize(3);
    }

    @Test
    void whoeverIsCutOffWhileWritingOneLeavesNothingAndTheNextCoversTheSame() throws SQLException {
        List<UUID> eventos = servicio.cuenta(1, 10);
        String schema = servicio.nombre();
        Servicio.superuser("create sequence " + schema + ".corte; grant usage on " + schema + ".corte to crm_app");
        Servicio.superuser("""
            create function %1$s.cortar() returns trigger language plpgsql as $$
            begin
              if nextval('%1$s.corte') < 3 then
                perform pg_terminate_backend(pg_backend_pid());
                perform pg_sleep(5);
              end if;
              return new;
            end $$;
            create constraint trigger cortar after insert on %1$s.checkpoint deferrable initially deferred
              for each row execute function %1$s.cortar()""".formatted(schema));

        follower().start();
        awaitPuntos(1);

        assertThat(puntos()).singleElement().satisfies(punto -> {
            assertThat(punto.numero()).isEqualTo(1);
            assertThat(punto.eventos()).isEqualTo(eventos);
        });
        assertThat(servicio.cuantos("checkpoint")).isEqualTo(1);
    }

    @Test
    void twoInstancesCoverNothingTwice() {
        LogFollower uno = follower();
        uno.start();
        servicio.cuenta(1, 1);
        awaitPuntos(1);
        uno.stop();
        servicio.cuenta(2, 2);
        uno.start();
        awaitPuntos(2);

        assertThat(puntos().stream().flatMap(p -> p.eventos().stream()))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    private LogFollower follower() {
        return servicio.get("puntosDeControl", LogFollower.class);
    }

    private void awaitPuntos(int cuantos) {
        await().atMost(PATIENCE).until(() -> servicio.cuantos("checkpoint") == cuantos);
    }

    private List<PuntoDeControl> puntos() {
        return eventos()
                .filter(PuntoDeControl.class::isInstance)
                .map(PuntoDeControl.class::cast)
                .toList();
    }

    private Stream<Object> eventos() {
        return servicio.jdbc().queryForList("select body from event_log order by seq", byte[].class).stream()
                .map(body -> servicio.get(CloudEventFormat.class).read(body).payload());
    }
}
