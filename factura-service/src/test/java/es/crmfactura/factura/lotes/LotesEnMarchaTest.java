package es.crmfactura.factura.lotes;

import static es.crmfactura.factura.ShopProgram.item;
import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static es.crmfactura.factura.lotes.Oficina.PACIENCIA;
import static es.crmfactura.factura.lotes.Oficina.factura;
import static es.crmfactura.factura.lotes.Oficina.facturas;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.factura.EventLogReader;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller.Answer;
import es.crmfactura.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens to lotes while they are on their way. */
@FacturaTest
@Import(Oficina.class)
class LotesEnMarchaTest {

    @Autowired
    private Oficina oficina;

    @Autowired
    private ShopProgram shop;

    @Autowired
    private EventLogReader events;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    private final int ejercicio = unEjercicio();
    private final String fecha = "'fecha':'%d-05-05',".formatted(ejercicio);
    /** Begins the references of one test. */
    private final String r = UUID.randomUUID() + "-";

    private Connection otro;

    @BeforeEach
    void connect() throws SQLException {
        otro = TestDatabase.instance().connect("factura_owner");
        otro.setSchema("factura");
    }

    @AfterEach
    void leaveNothingBehind() throws SQLException {
        if (!otro.getAutoCommit()) {
            otro.rollback();
            otro.setAutoCommit(true);
        }
        ejecutar("drop function if exists cortar cascade; drop sequence if exists corte");
        otro.close();
    }

    /** Each place at which a step of the issue writes something, the commit at last; a lote is written four times before. */
    @ParameterizedTest
    @CsvSource({
        "before update on serie, 2",
        "before insert on factura, 2",
        "after insert on factura_linea, 2",
        "after insert on factura_impuesto, 2",
        "before insert on event_log, 2",
        "after insert on event_log, 2",
        "before insert on lote_factura, 2",
        "before insert on factura_referencia, 2",
        "before update on lote, 5",
        "after update on lote, 5",
        "commit, 5"
    })
    void whoIsCutOffAtAnyPointOfAStepLosesNothingAndIssuesNothingTwice(String donde, int vez) throws SQLException {
        alCabo(donde, vez, "perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5)");

        oficina.terminado(oficina.json("", conReferencias(600))).has("/emitidas", 600);

        assertThat(events.numeros(ejercicio)).isEqualTo(numeros(600));
        assertThat(cortes()).isGreaterThan(vez);
    }

    @Test
    void aRowThatOnlyTheDatabaseRefusesCostsOnlyItself() throws SQLException {
        alCabo(
                "after insert on factura_linea",
                0,
                "if exists (select from factura_linea where descripcion = '" + r + "') then "
                        + "raise exception 'no' using errcode = 'check_violation'; end if");
        String facturas = IntStream.rangeClosed(1, 300)
                .mapToObj(i -> i == 7 ? factura(fecha).replace("Servicio", r) : factura(fecha))
                .collect(Collectors.joining(",", "[", "]"));

        Answer lote = oficina.terminado(oficina.json("", facturas))
                .has("/emitidas", 299)
                .has("/rechazadas", 1);

        oficina.rechazadas(lote).has("/rechazadas/0/fila", 7).has("/rechazadas/0/codigo", "valor_no_admitido");
        assertThat(events.numeros(ejercicio)).isEqualTo(numeros(299));
    }

    @Test
    void aFaultOfOursPausesTheLoteAndItGoesOnWhenItHasBeenMended() throws SQLException {
        alCabo("before insert on factura", 0, "raise exception 'no' using errcode = 'internal_error'");

        String donde = oficina.json("", conReferencias(300)).status(202).header("Location");
        await().atMost(PACIENCIA).until(() -> estado(donde).equals("pausado"));
        assertThat(oficina.get(donde).at("/motivo").asString()).contains("por nuestra parte");
        assertThat(events.numeros(ejercicio)).isEmpty();

        ejecutar("drop function cortar cascade");
        oficina.post(donde + "/reanudar", "").status(200).has("/motivo", null);
        oficina.terminado(donde).has("/emitidas", 300);
    }

    @Test
    void aPausedLoteIssuesNothingUntilItGoesOn() throws SQLException {
        retenerDesde(300);
        String donde = oficina.json("", conReferencias(2_000)).status(202).header("Location");
        esperarALaTerceraTanda(donde);

        CompletableFuture<Answer> pausado = CompletableFuture.supplyAsync(() -> oficina.post(donde + "/pausar", ""));
        await().atMost(PACIENCIA).until(() -> esperan("update lote set estado = 'pausado'") == 1);
        otro.rollback();
        int emitidas = pausado.join()
                .status(200)
                .has("/estado", "pausado")
                .has("/por_segundo", null)
                .at("/emitidas")
                .asInt();

        assertThat(emitidas).isBetween(300, 1_999);
        oficina.post(donde + "/pausar", "").status(200).has("/emitidas", emitidas);
        assertThat(events.numeros(ejercicio)).isEqualTo(numeros(emitidas));
        oficina.post(donde + "/reanudar", "").status(200);
        oficina.terminado(donde).has("/emitidas", 2_000);
        assertThat(events.numeros(ejercicio)).isEqualTo(numeros(2_000));
        for (String que : List.of("/pausar", "/reanudar", "/cancelar")) {
            oficina.post(donde + que, "").problem(409, "lote_acabado");
        }
    }

    @Test
    void theRestOfACancelledLoteIsNotIssued() throws SQLException {
        retenerDesde(300);
        String facturas = conReferencias(2_000);
        String donde = oficina.json("", facturas).status(202).header("Location");
        esperarALaTerceraTanda(donde);

        CompletableFuture<Answer> cancelado =
                CompletableFuture.supplyAsync(() -> oficina.post(donde + "/cancelar", ""));
        await().atMost(PACIENCIA).until(() -> esperan("update lote set estado = 'cancelado'") == 1);
        otro.rollback();
        int emitidas = cancelado
                .join()
                .status(200)
                .has("/estado", "cancelado")
                .at("/emitidas")
                .asInt();

        assertThat(emitidas).isBetween(300, 1_999);
        oficina.post(donde + "/cancelar", "").status(200);
        oficina.post(donde + "/reanudar", "").problem(409, "lote_acabado");
        // what was issued of it stands in the way of the same file, and not of its rest
        oficina.json("", facturas).problem(409, "fichero_repetido");
        oficina.terminado(oficina.json("repetir=true", facturas))
                .has("/repetidas", emitidas)
                .has("/emitidas", 2_000 - emitidas);
        assertThat(events.numeros(ejercicio)).isEqualTo(numeros(2_000));
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedFor() throws SQLException {
        retenerDesde(300);
        String donde = oficina.json("", conReferencias(800)).status(202).header("Location");
        esperarALaTerceraTanda(donde);

        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement()) {
            statement.execute("alter role factura_app nologin");
            try {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'factura_app'");
                otro.rollback();
                await().atMost(PACIENCIA).untilAsserted(() -> oficina.get(donde).status(503));
            } finally {
                statement.execute("alter role factura_app login");
            }
        }

        await().atMost(PACIENCIA).untilAsserted(() -> oficina.get(donde).status(200));
        oficina.terminado(donde).has("/emitidas", 800);
        assertThat(events.numeros(ejercicio)).isEqualTo(numeros(800));
    }

    @Test
    void severalLotesAndSingleInvoicesShareASeriesWithoutGapsWhileConnectionsAreKilled() throws SQLException {
        List<String> lotes = Stream.of(1, 2, 3)
                .map(i -> oficina.json("", facturas(700, fecha + "'notas':'" + i + "',"))
                        .status(202)
                        .header("Location"))
                .toList();
        List<CompletableFuture<Answer>> sueltas = IntStream.range(0, 60)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> shop.emitir(fecha, item("100", 21))))
                .toList();
        int muertas = 0;
        while (lotes.stream().anyMatch(donde -> !estado(donde).equals("terminado"))) {
            muertas += muertas < 10 ? matarAlgunaQueEmite() : 0;
        }
        long emitidas = sueltas.stream()
                .filter(una -> una.join().response().statusCode() == 201)
                .count();

        lotes.forEach(donde -> oficina.terminado(donde).has("/emitidas", 700));
        assertThat(muertas).isPositive();
        List<String> contadas = events.numeros(ejercicio);
        assertThat(contadas).hasSizeBetween(2_100 + (int) emitidas, 2_160).isEqualTo(numeros(contadas.size()));
    }

    @Test
    void whoListensIsToldUntilTheEnd() throws IOException {
        String donde = oficina.json("", facturas(900, fecha)).status(202).header("Location");

        List<String> dicho = escuchar(donde).lines().toList();

        assertThat(dicho).contains("event: progreso").doesNotContain("event: ");
        assertThat(dicho.subList(dicho.size() - 3, dicho.size() - 1))
                .satisfiesExactly(
                        una -> assertThat(una).isEqualTo("event: fin"),
                        una -> assertThat(una).startsWith("data: {").contains("\"emitidas\":900", "\"terminado\""));
        assertThat(escuchar(donde).lines()).hasSize(3).contains("event: fin");
    }

    @Test
    void onlySoManyListenAtTheSameTime() throws SQLException, IOException {
        retenerDesde(1);
        String donde = oficina.json("", conReferencias(1)).status(202).header("Location");
        List<BufferedReader> oyentes = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            BufferedReader oyente = escuchar(donde);
            assertThat(oyente.readLine()).isEqualTo("event: progreso");
            oyentes.add(oyente);
        }

        oficina.get(donde + "/progreso").problem(503, "demasiados_oyentes");
        otro.rollback();

        for (BufferedReader oyente : oyentes) {
            assertThat(oyente.lines()).contains("event: fin");
        }
        assertThat(escuchar(donde).lines()).contains("event: fin");
    }

    private BufferedReader escuchar(String donde) throws IOException {
        var url = "http://127.0.0.1:" + environment.getProperty("local.server.port") + donde + "/progreso";
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestProperty("Accept", "text/event-stream");
        connection.setReadTimeout((int) PACIENCIA.toMillis());
        assertThat(connection.getContentType()).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(connection.getInputStream()));
    }

    private String estado(String donde) {
        return oficina.get(donde).at("/estado").asString();
    }

    private String conReferencias(int cuantas) {
        return IntStream.rangeClosed(1, cuantas)
                .mapToObj(i -> factura(fecha + "'referencia':'" + r + i + "',"))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private List<String> numeros(int hasta) {
        return IntStream.rangeClosed(1, hasta)
                .mapToObj(i -> "FAC-%d-%06d".formatted(ejercicio, i))
                .toList();
    }

    /** Whoever issues this row waits until {@link #otro} ends its transaction. */
    private void retenerDesde(int fila) throws SQLException {
        String id = shop.unaFactura();
        otro.setAutoCommit(false);
        ejecutar("insert into factura_referencia values ('%s', '%s', '')".formatted(r + fila, id));
    }

    private void esperarALaTerceraTanda(String donde) {
        await().atMost(PACIENCIA).until(() -> esperan("insert into factura_referencia") == 1);
        oficina.get(donde)
                .has("/estado", "emitiendo")
                .has("/emitidas", 200)
                .has("/validadas", oficina.get(donde).at("/total").asInt());
        assertThat(oficina.get(donde).at("/porcentaje").asInt()).isBetween(51, 99);
        assertThat(oficina.get(donde).at("/por_segundo").asDouble()).isPositive();
        assertThat(oficina.get(donde).at("/fin_estimado").isNull()).isFalse();
    }

    private static int esperan(String sentencia) throws SQLException {
        return superuser("select count(*) from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock' and query like '" + sentencia.replace("'", "''") + "%'");
    }

    /** Whoever is in the middle of a transaction. @return whether there was anybody, as 1 or 0 */
    private static int matarAlgunaQueEmite() {
        try {
            return superuser("""
                    select count(*) filter (where pg_terminate_backend(pid)) from (
                      select pid from pg_stat_activity
                      where datname = current_database() and usename = 'factura_app' and backend_xid is not null
                      order by random() limit 1) p""");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int superuser(String sql) throws SQLException {
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Something that happens when a table is written to, the so manieth time (0: each time). That counts on across rollbacks. */
    private void alCabo(String donde, int vez, String que) throws SQLException {
        String disparador = donde.equals("commit")
                ? "create constraint trigger cortar after update on lote deferrable initially deferred for each row"
                : "create trigger cortar " + donde + " for each statement";
        ejecutar("""
                create sequence corte;
                grant usage on corte to factura_app;
                create function cortar() returns trigger language plpgsql as $$
                begin
                  if nextval('factura.corte') = %1$d or %1$d = 0 then %2$s; end if;
                  return null;
                end $$;
                %3$s execute function cortar()""".formatted(vez, que, disparador));
    }

    /** How often a place has been passed. */
    private int cortes() throws SQLException {
        return superuser("select last_value from factura.corte");
    }

    private void ejecutar(String sql) throws SQLException {
        try (var statement = otro.createStatement()) {
            statement.execute(sql);
        }
    }
}
