package es.crmfactura.crm.reconstruccion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.crm.CrmYFacturacion;
import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.testing.HttpCaller.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the CRM has made of billing's events is made once more, and put right where it differs. */
class ReconstruccionTest {

    private static final String NADA = """
            select not exists (select from sombra_evento) and not exists (select from sombra_factura)
              and not exists (select from sombra_actividad) and not exists (select from sombra_facturado)""";
    private static final String ORDEN = "{\"quien\": \"Marta\", \"motivo\": \"por probar\"}";

    private static CrmYFacturacion todo;

    private String cliente;
    private Venta venta;
    private Venta otra;

    @BeforeAll
    static void start() {
        todo = new CrmYFacturacion();
    }

    @AfterAll
    static void stop() {
        todo.close();
    }

    @BeforeEach
    void aClientWithTwoInvoices() {
        cliente = todo.api().unCliente();
        venta = Venta.a(cliente);
        otra = Venta.a(cliente);
    }

    @Test
    void whereAllIsInOrderNothingChanges() {
        todo.cuentaYEspera(List.of(venta.emitida(), venta.pagada(2, "40.00", "40.00"), otra.emitidaEnLugarDe(venta)));
        String antes = loQueHay();

        Answer una = sinDiferencias(todo.reconstruida());

        una.has("/quien", "Marta").has("/motivo", "por probar").has("/fallo", null);
        assertThat(una.at("/recibidos").asLong())
                .isEqualTo(una.at("/esperados").asLong())
                .isGreaterThanOrEqualTo(3);
        assertThat(loQueHay()).isEqualTo(antes);
        todo.espera(NADA);
        todo.api()
                .get("/api/crm/reconstrucciones?limit=1")
                .has("/reconstrucciones/0/id", una.at("/id").asString());
    }

    @Test
    void whatWasDamagedIsMendedAndNamed() {
        List<UUID> ids = todo.cuentaYEspera(List.of(
                venta.emitida(),
                venta.pagada(2, "40.00", "40.00"),
                otra.emitidaEnLugarDe(venta),
                otra.pagada(2, "10.00", "10.00")));
        Venta perdida = Venta.a(cliente);
        todo.cuentaYEspera(List.of(perdida.emitida()));
        String antes = loQueHay();
        UUID inventada = UUID.randomUUID();
        todo.estropea("""
                delete from factura_conocida where factura_id = '%s';
                update factura_conocida set cobrado = 90 where factura_id = '%s';
                delete from factura_canjeada where factura_id = '%s';
                delete from actividad where id = '%s';
                update actividad set importe = 41 where id = '%s';
                insert into actividad (id, cliente_id, tipo, titulo, fecha, completada, origen, fecha_creacion)
                values ('%s', '%s', 'venta', 'Nunca vista', now(), true, 'evento', now())""".formatted(perdida.id(), venta.id(), otra.id(), ids.get(0), ids.get(1), inventada, cliente));

        Answer una = todo.reconstruida();

        assertThat(loQueHay()).isEqualTo(antes);
        cuenta(una, "facturas", 1, 0, 1);
        cuenta(una, "canjes", 1, 0, 0);
        cuenta(una, "actividades", 1, 1, 1);
        una.has("/diferencias/primeras/0/tabla", "facturas")
                .has("/diferencias/primeras/0/clase", "distintas")
                .has("/diferencias/primeras/0/id", venta.id().toString())
                .has("/diferencias/primeras/0/campos/0/campo", "cobrado")
                .has("/diferencias/primeras/0/campos/0/antes", "90.00")
                .has("/diferencias/primeras/0/campos/0/despues", "40.00")
                .has("/diferencias/primeras/1/id", perdida.id().toString())
                .has("/diferencias/primeras/2/canjeada", venta.id().toString())
                .has("/diferencias/primeras/4/id", ids.get(0).toString())
                .has("/diferencias/primeras/5/id", inventada.toString())
                .lacks("/diferencias/primeras/6");
        sinDiferencias(todo.reconstruida());
    }

    @Test
    void eventsGoOnArrivingMeanwhileAndCount() {
        todo.cuentaYEspera(List.of(venta.emitida(), otra.emitida()));
        todo.estropea("update factura_conocida set cobrado = 90 where factura_id = '%s'".formatted(venta.id()));
        todo.callaDeFlujos();
        Answer pedida = todo.reconstruye();
        Venta nueva = Venta.a(cliente);
        todo.cuentaYEspera(
                List.of(venta.pagada(2, "30.00", "30.00"), otra.pagada(2, "100.00", "100.00"), nueva.emitida()));
        todo.hablaDeFlujos();

        Answer una = todo.esperaElFin(pedida).has("/estado", "terminada");

        assertThat(cobrado(venta)).isEqualTo("30.00");
        assertThat(cobrado(otra)).isEqualTo("100.00");
        assertThat(una.at("/esperados").asLong())
                .isLessThan(una.at("/recibidos").asLong());
        sinDiferencias(todo.reconstruida());
    }

    @Test
    void anInvoiceStaysWithItsClientWhateverThatIsCalledNow() {
        String email = "e" + UUID.randomUUID() + "@example.org";
        Venta porEmail = Venta.a(new ClienteFacturado(null, "Por email", email, null));
        List<UUID> ids = todo.cuentaYEspera(List.of(porEmail.emitida(), porEmail.pagada(2, "1.00", "1.00")));
        String suyo = deQuien(porEmail);
        todo.api()
                .put("/api/crm/clientes/" + suyo, "{\"email\": \"otro" + email + "\"}")
                .status(200);

        sinDiferencias(todo.reconstruida());
        todo.estropea("""
                delete from factura_conocida where factura_id = '%s';
                delete from actividad where id = '%s'""".formatted(porEmail.id(), ids.get(0)));
        cuenta(todo.reconstruida(), "actividades", 1, 0, 0);

        assertThat(deQuien(porEmail)).isEqualTo(suyo);
    }

    @Test
    void aMergedClientHasItsInvoicesWhereTheyAreNow() {
        List<UUID> ids = todo.cuentaYEspera(List.of(venta.emitida(), venta.pagada(2, "1.00", "1.00")));
        String queda = todo.api().unCliente();
        todo.api()
                .post("/api/crm/clientes/" + queda + "/fusionar", "{\"cliente_id\": \"" + cliente + "\"}")
                .status(200);

        sinDiferencias(todo.reconstruida());
        todo.estropea(
                "delete from factura_conocida where factura_id = '%s'; delete from actividad where id in ('%s', '%s')"
                        .formatted(venta.id(), ids.get(0), ids.get(1)));
        cuenta(todo.reconstruida(), "facturas", 1, 0, 0);

        assertThat(deQuien(venta)).isEqualTo(queda);
        assertThat(todo.jdbc()
                        .queryForList(
                                "select distinct cliente_id::text from actividad where factura_numero = ?",
                                String.class,
                                venta.numero()))
                .containsExactly(queda);
    }

    @Test
    void whoWasErasedOrDeletedDoesNotComeBack() {
        String borrado = todo.api().unCliente();
        Venta suya = Venta.a(borrado);
        Venta sinSaberlo = Venta.a(new ClienteFacturado(null, "Nadie " + UUID.randomUUID(), null, null));
        todo.cuentaYEspera(List.of(venta.emitida(), suya.emitida(), sinSaberlo.emitida()));
        String tambien = deQuien(sinSaberlo);
        todo.callaDeFlujos();
        Answer pedida = todo.reconstruye();
        todo.espera("select exists (select from sombra_facturado where factura_id = ?)", venta.id());
        suprimir(cliente);
        todo.espera("select not exists (select from sombra_facturado where factura_id = ?)", venta.id());
        todo.hablaDeFlujos();
        todo.esperaElFin(pedida).has("/estado", "terminada");
        todo.api().send("DELETE", "/api/crm/clientes/" + borrado, "").status(204);
        todo.api().send("DELETE", "/api/crm/clientes/" + tambien, "").status(204);

        sinDiferencias(todo.reconstruida());

        assertThat(todo.jdbc()
                        .queryForObject(
                                "select count(*) from factura_conocida where factura_id in (?, ?, ?)",
                                Long.class,
                                venta.id(),
                                suya.id(),
                                sinSaberlo.id()))
                .isZero();
        for (String ido : List.of(cliente, borrado, tambien)) {
            todo.api().get("/api/crm/clientes/" + ido).status(404);
        }
    }

    @Test
    void whatIsParkedOrWasDiscardedHasNoPartInIt() {
        Venta imposible = Venta.a(cliente);
        Venta descartada = Venta.a(cliente);
        todo.cuentaYEspera(List.of(imposible.emitida("123456789012345678.00", null), otra.emitida()));
        todo.cuentaYEspera(
                List.of(imposible.pagada(2, "1.00", "1.00"), descartada.emitida("123456789012345678.00", null)));
        todo.api()
                .post("/api/eventos/aparcados/" + aparcado(descartada) + "/descartar", ORDEN)
                .status(200);

        sinDiferencias(todo.reconstruida());

        assertThat(todo.jdbc()
                        .queryForObject(
                                "select count(*) from parked_event where aggregate_id = ?",
                                Long.class,
                                imposible.id().toString()))
                .isEqualTo(2);
        todo.api()
                .post("/api/eventos/aparcados/" + aparcado(imposible) + "/descartar", ORDEN)
                .status(200);
        todo.dejaDeOir();
        Answer pedida = todo.reconstruye();
        todo.api().post("/api/eventos/aparcados/reintentar", ORDEN).status(200).has("/aplicados", 1);
        todo.vuelveAOir();
        sinDiferencias(todo.esperaElFin(pedida).has("/estado", "terminada"));
        assertThat(cobrado(imposible)).isEqualTo("1.00");
        sinDiferencias(todo.reconstruida());
    }

    @Test
    void askedForTwiceAtOnceItIsOne() {
        todo.cuentaYEspera(List.of(venta.emitida()));
        todo.dejaDeOir();
        List<CompletableFuture<Answer>> pedidas = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(todo::reconstruye))
                .toList();

        List<String> ids = pedidas.stream()
                .map(p -> p.join().at("/id").asString())
                .distinct()
                .toList();
        todo.vuelveAOir();

        assertThat(ids).hasSize(1);
        sinDiferencias(todo.esperaElFin(pedidas.get(0).join()));
    }

    @Test
    void whoeverIsStoppedInTheMiddleItGoesOn() {
        todo.cuentaYEspera(
                Stream.generate(() -> Venta.a(cliente).emitida()).limit(1_500).toList());
        todo.estropea("delete from actividad where cliente_id = '%s'".formatted(cliente));
        todo.dejaDeOir();
        Answer pedida = todo.reconstruye();
        todo.esperaEnFacturacion(
                "select exists (select from replay where id = '%s' and position > 0)".formatted(pedido()));
        todo.paraFacturacion();
        todo.paraElCrm();
        todo.arrancaElCrm();
        todo.arrancaFacturacion();

        Answer una = todo.esperaElFin(pedida);

        cuenta(una, "actividades", 1_500, 0, 0);
        assertThat(una.at("/diferencias/primeras").size()).isEqualTo(100);
        sinDiferencias(todo.reconstruida());
    }

    @Test
    void whatTheBrokerLosesOfTheReplayIsAskedForAgain() {
        todo.cuentaYEspera(List.of(venta.emitida(), otra.emitida()));
        String antes = loQueHay();
        todo.dejaDeOir();
        todo.callaDeFlujos();
        Answer pedida = todo.reconstruye();
        reenviado();
        todo.pierdeLaCola();
        todo.vuelveAOir();
        todo.hablaDeFlujos();

        Answer una = sinDiferencias(todo.esperaElFin(pedida));

        assertThat(una.at("/recibidos").asLong()).isEqualTo(una.at("/esperados").asLong());
        assertThat(loQueHay()).isEqualTo(antes);
    }

    @Test
    void ifTheBrokerLosesAlsoThatItIsDoneBillingIsAskedAgain() {
        todo.cuentaYEspera(List.of(venta.emitida()));
        todo.dejaDeOir();
        Answer pedida = todo.reconstruye();
        reenviado();
        todo.esperaEnFacturacion("""
                select not exists (select from event_log e, relay_cursor c where not pg_visible_in_snapshot(e.xid, c.snapshot))
                  and exists (select from replay where id = '%s' and announced)""".formatted(pedido()));
        todo.pierdeLaCola();
        todo.vuelveAOir();

        sinDiferencias(todo.esperaElFin(pedida).has("/estado", "terminada"));
    }

    @Test
    void itWaitsForWhatIsBeingApplied() throws SQLException {
        todo.cuentaYEspera(List.of(venta.emitida()));
        todo.callaDeFlujos();
        Answer pedida = todo.reconstruye();
        todo.espera("select exists (select from sombra_facturado where factura_id = ?)", venta.id());
        try (Connection aplica = todo.conexion()) {
            aplica.setAutoCommit(false);
            aplica.createStatement().execute("lock table crm.inbox in row exclusive mode");
            todo.hablaDeFlujos();

            todo.espera("select exists (select from pg_locks where relation = 'inbox'::regclass and not granted)");
            todo.api().get(pedida.header("Location")).has("/estado", "en_curso");
        }

        sinDiferencias(todo.esperaElFin(pedida));
    }

    @Test
    void whatOthersHaveToldStaysAsItIs() {
        UUID ajena = UUID.randomUUID();
        todo.envia("factura.emitida.v1", """
                {"specversion": "1.0", "id": "%s", "source": "/otro-programa", "type": "es.crmfactura.FacturaEmitida.v1",
                 "subject": "%2$s", "time": "2026-11-22T10:00:00Z", "sequence": "1",
                 "data": {"factura_id": "%2$s", "numero": "A-%2$s", "serie": "A", "fecha": "2026-11-22", "vencimiento": "2026-12-22",
                  "cliente": {"crm_id": "%3$s", "nombre_completo": "Ajeno", "email": null, "cif_nif": null},
                  "lineas": [], "desglose": [], "base_imponible": 10, "cuota_iva": 0, "total": 10, "rectifica": null}}""".formatted(UUID.randomUUID(), ajena, cliente));
        todo.espera("select exists (select from factura_conocida where factura_id = ?)", ajena);
        todo.api()
                .post(
                        "/api/crm/clientes/" + cliente + "/actividades",
                        "{\"tipo\": \"venta\", \"titulo\": \"Factura #7\"}")
                .status(201);
        String antes = loQueHay();

        sinDiferencias(todo.reconstruida());

        assertThat(loQueHay()).isEqualTo(antes);
    }

    @Test
    void ifItFailsOnTheWayWhatArrivesIsAppliedAllTheSame() {
        todo.estropea(
                "alter table sombra_factura add constraint nunca check (numero <> '%s')".formatted(venta.numero()));
        Answer una;
        try {
            todo.dejaDeOir();
            Answer pedida = todo.reconstruye();
            todo.cuenta(List.of(venta.emitida(), otra.emitida()));
            todo.vuelveAOir();
            una = todo.esperaElFin(pedida);
        } finally {
            todo.estropea("alter table sombra_factura drop constraint nunca");
        }

        una.has("/estado", "fallida").has("/diferencias", null);
        assertThat(una.at("/fallo").asString()).contains("nunca");
        todo.espera("select count(*) = 2 from actividad where cliente_id = ?", UUID.fromString(cliente));
        assertThat(todo.jdbc()
                        .queryForObject(
                                "select count(*) from parked_event where aggregate_id in (?, ?)",
                                Long.class,
                                venta.id().toString(),
                                otra.id().toString()))
                .isZero();
        todo.espera(NADA);
        assertThat(todo.api().get("/actuator/prometheus").response().body())
                .contains("crm_reconstruccion_failed 1.0")
                .contains("crm_reconstruccion_age_seconds 0.0");
        sinDiferencias(todo.reconstruida());
    }

    @Test
    void whatBillingHasNoMoreIsNotTakenAway() {
        UUID perdido = todo.cuentaYEspera(List.of(venta.emitida())).get(0);
        todo.estropea(
                "create table crm.guardado as select * from factura.event_log where event_id = '%1$s'; delete from factura.event_log where event_id = '%1$s'"
                        .formatted(perdido));
        Answer una = todo.esperaElFin(todo.reconstruye());

        una.has("/estado", "fallida")
                .has("/fallo", todo.origen() + " ya no tiene algunos de los eventos que envió, como " + perdido);
        assertThat(cobrado(venta)).isEqualTo("0.00");

        todo.estropea("insert into factura.event_log select * from crm.guardado; drop table crm.guardado");
        sinDiferencias(todo.reconstruida());
    }

    @Test
    void theShadowHasTheFormOfWhatIsShown() {
        assertThat(columnas("sombra_factura")).isEqualTo(columnas("factura_conocida"));
        assertThat(columnas("factura_reconstruida")).isEqualTo(columnas("factura_conocida"));
        assertThat(columnas("sombra_canje")).isEqualTo(columnas("factura_canjeada"));
        assertThat(columnas("sombra_actividad") + ", evento_id").isEqualTo(columnas("actividad"));
    }

    @Test
    void nobodyAsksWithoutSayingWhoAndWhy() {
        todo.api().post("/api/crm/reconstruir", "{\"quien\": \" \"}").problem(422, "campos_invalidos");
        todo.api().get("/api/crm/reconstrucciones/1").problem(404, "reconstruccion_desconocida");
        todo.api().get("/api/crm/reconstrucciones/" + UUID.randomUUID()).problem(404, "reconstruccion_desconocida");
    }

    private static void suprimir(String quien) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> todo.api()
                        .post("/api/crm/clientes/" + quien + "/suprimir", "{\"motivo\": \"Solicitud del interesado\"}")
                        .status(200));
    }

    /** The broker has what was asked for. */
    private static void reenviado() {
        todo.esperaEnFacturacion(
                "select exists (select from replay where id = '%s' and done_at is not null)".formatted(pedido()));
    }

    private static UUID pedido() {
        return Objects.requireNonNull(todo.jdbc()
                .queryForObject("select pedidos[1] from reconstruccion where estado = 'en_curso'", UUID.class));
    }

    private static long aparcado(Venta venta) {
        Long id = todo.jdbc()
                .queryForObject(
                        "select min(id) from parked_event where aggregate_id = ?",
                        Long.class,
                        venta.id().toString());
        return id == null ? 0 : id;
    }

    private static Answer sinDiferencias(Answer una) {
        una.has("/estado", "terminada");
        for (String tabla : List.of("facturas", "canjes", "actividades")) {
            cuenta(una, tabla, 0, 0, 0);
        }
        return una.has("/diferencias/primeras", List.of());
    }

    private static void cuenta(Answer una, String tabla, int faltaban, int sobraban, int distintas) {
        una.has("/diferencias/" + tabla + "/faltaban", faltaban)
                .has("/diferencias/" + tabla + "/sobraban", sobraban)
                .has("/diferencias/" + tabla + "/distintas", distintas);
    }

    private static String cobrado(Venta venta) {
        return String.valueOf(todo.jdbc()
                .queryForObject(
                        "select cobrado::text from factura_conocida where factura_id = ?", String.class, venta.id()));
    }

    private static String deQuien(Venta venta) {
        return String.valueOf(todo.jdbc()
                .queryForObject(
                        "select cliente_id::text from factura_conocida where factura_id = ?",
                        String.class,
                        venta.id()));
    }

    private static String columnas(String tabla) {
        return String.valueOf(todo.jdbc().queryForObject("""
                select string_agg(column_name, ', ' order by column_name in ('evento_id'), ordinal_position)
                from information_schema.columns where table_schema = 'crm' and table_name = ?""", String.class, tabla));
    }

    /** All that is shown of what billing told, but when it was noted. */
    private static String loQueHay() {
        return String.valueOf(todo.jdbc().queryForObject("""
                select concat_ws(e'\\n',
                  (select string_agg(f::text, e'\\n' order by factura_id) from factura_conocida f),
                  (select string_agg(c::text, e'\\n' order by factura_id, canjeada) from factura_canjeada c),
                  (select string_agg((to_jsonb(a) - 'fecha_creacion')::text, e'\\n' order by id) from actividad a))""", String.class));
    }
}
