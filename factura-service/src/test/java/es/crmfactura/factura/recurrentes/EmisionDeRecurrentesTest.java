package es.crmfactura.factura.recurrentes;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.item;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.ClienteEliminado;
import es.crmfactura.factura.CrmVoice;
import es.crmfactura.factura.Encounter;
import es.crmfactura.factura.EventLogReader;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.factura.borradores.Borradores;
import es.crmfactura.factura.emision.EmisionDeFacturas;
import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.testing.HttpCaller.Answer;
import es.crmfactura.web.Precondicion;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is done by the clock, on any day that a test likes. Invoices are dated by the clock of the service, which goes as any
 * other: here the days on which they were due lie before it, as after a time in which it was down.
 */
@FacturaTest
class EmisionDeRecurrentesTest {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final LocalDate HOY = LocalDate.now(MADRID);

    @Autowired
    private ShopProgram shop;

    @Autowired
    private CrmVoice crm;

    @Autowired
    private EventLogReader log;

    @Autowired
    private Recurrentes recurrentes;

    @Autowired
    private Emisiones emisiones;

    @Autowired
    private Borradores borradores;

    @Autowired
    private EmisionDeFacturas emision;

    @Autowired
    private TransactionOperations transaccion;

    @Autowired
    private JsonMapper json;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void nothingIsLeft() {
        jdbc.sql("delete from recurrente").update();
    }

    @Test
    void onItsDayAnInvoiceIsIssuedAsIfItHadBeenSent() {
        String id = mensual("2020-01-31", "2020-01-01", ShopProgram.factura("'notas':'Cuota',", item("100", 21)));

        el("2020-01-30").emitir();
        recurrente(id).has("/emisiones", List.of()).has("/proxima", "2020-01-31");

        el("2020-01-31").emitir();
        recurrente(id)
                .has("/emisiones/0/fecha", "2020-01-31")
                .has("/emisiones/0/estado", "emitida")
                .has("/emisiones/0/fecha_factura", HOY.toString())
                .has("/emisiones/0/fallo", null)
                .has("/proxima", "2020-02-29");
        Answer factura = factura(id, 0)
                .has("/estado", "emitida")
                .has("/numero", recurrente(id).at("/emisiones/0/numero").asString())
                .has("/fecha", HOY.toString())
                .has("/fecha_operacion", "2020-01-31")
                .has("/vencimiento", HOY.plusDays(30).toString())
                .has("/notas", "Cuota")
                .hasAmount("/total", "121.00");
        assertThat(log.of(factura.at("/id").asString())).hasSize(1);
    }

    @Test
    void aDayComesOnceHoweverOftenItIsLookedAt() {
        String id = mensual("2020-01-31", "2020-01-01", deHoy());
        el("2020-02-10").emitir();
        el("2020-02-10").emitir();
        el("2020-01-31").emitir();
        recurrente(id).lacks("/emisiones/1");
    }

    @Test
    void theMonthsInWhichTheServiceWasDownAreMadeUpForInTheirOrder() {
        String id = mensual("2020-01-31", "2020-01-01", deHoy());

        el("2020-04-30").emitir();

        recurrente(id)
                .has("/emisiones/3/fecha", "2020-01-31")
                .has("/emisiones/2/fecha", "2020-02-29")
                .has("/emisiones/1/fecha", "2020-03-31")
                .has("/emisiones/0/fecha", "2020-04-30")
                .has("/proxima", "2020-05-31")
                .lacks("/emisiones/4");
        List<String> numeros = IntStream.of(3, 2, 1, 0)
                .mapToObj(i -> factura(id, i)
                        .has("/fecha", HOY.toString())
                        .has(
                                "/fecha_operacion",
                                recurrente(id).at("/emisiones/" + i + "/fecha").asString())
                        .at("/numero")
                        .asString())
                .toList();
        assertThat(numeros).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void afterItsLastDayThereIsNone() {
        String id = unaRecurrente(
                new Calendario(Periodicidad.mensual, dia("2020-01-31"), 31, dia("2020-03-30")), "2020-01-01", deHoy());
        el("2021-01-01").emitir();
        recurrente(id)
                .has("/emisiones/0/fecha", "2020-02-29")
                .has("/estado", "terminada")
                .has("/proxima", null)
                .lacks("/emisiones/2");
    }

    @Test
    void daysThatPassDuringAPauseAreLeftOut() {
        String id = mensual("2020-01-31", "2020-01-01", deHoy());
        el("2020-01-31").emitir();
        gestion("2020-02-01").pausar(UUID.fromString(id), Precondicion.ninguna());
        el("2020-04-15").emitir();
        gestion("2020-04-30").reanudar(UUID.fromString(id), Precondicion.ninguna());
        el("2020-04-30").emitir();
        recurrente(id)
                .has("/emisiones/0/fecha", "2020-04-30")
                .has("/emisiones/1/fecha", "2020-01-31")
                .lacks("/emisiones/2");
    }

    @Test
    void aPauseOnTheDayItselfDoesNotMakeItComeTwice() {
        String id = mensual("2020-01-31", "2020-01-01", deHoy());
        el("2020-01-31").emitir();
        gestion("2020-01-31").pausar(UUID.fromString(id), Precondicion.ninguna());
        gestion("2020-01-31").reanudar(UUID.fromString(id), Precondicion.ninguna());
        el("2020-01-31").emitir();
        recurrente(id).has("/proxima", "2020-02-29").lacks("/emisiones/1");
    }

    @Test
    void aChangeLeavesNoDayOutThatWasDueAndRepeatsNone() {
        String id = mensual("2020-01-31", "2020-01-01", deHoy());
        el("2020-01-31").emitir();
        var nueva = new NuevaRecurrente(
                Periodicidad.mensual, dia("2020-01-31"), 29, null, json.readValue(deHoy(), NuevaFactura.class));
        gestion("2020-03-10").reemplazar(UUID.fromString(id), nueva, Precondicion.ninguna());
        el("2020-03-10").emitir();
        recurrente(id)
                .has("/emisiones/0/fecha", "2020-02-29")
                .has("/emisiones/1/fecha", "2020-01-31")
                .has("/proxima", "2020-03-29")
                .lacks("/emisiones/2");
    }

    @Test
    void aDraftWaitsForSomebodyToLookAtIt() {
        String id = mensual("2020-01-31", "2020-01-01", ShopProgram.factura("'borrador':true,", item("100", 21)));
        el("2020-01-31").emitir();
        el("2020-01-31").emitir();
        recurrente(id).has("/emisiones/0/estado", "borrador").has("/emisiones/0/numero", null);
        String borrador = recurrente(id).at("/emisiones/0/factura_id").asString();
        shop.post(FACTURAS + "/" + borrador + "/emitir", "").status(200).has("/fecha_operacion", "2020-01-31");
        recurrente(id).has("/emisiones/0/estado", "emitida");
    }

    @Test
    void aDeletedDraftDoesNotComeAgain() {
        String id = mensual("2020-01-31", "2020-01-01", ShopProgram.factura("'borrador':true,", item("100", 21)));
        el("2020-01-31").emitir();
        String borrador = recurrente(id).at("/emisiones/0/factura_id").asString();
        shop.send("DELETE", FACTURAS + "/" + borrador, "").status(204);
        el("2020-01-31").emitir();
        recurrente(id).has("/emisiones/0/estado", "eliminada").lacks("/emisiones/1");
    }

    @Test
    void whatWasStoppedBetweenDraftAndInvoiceGoesOnThere() {
        String id = mensual("2020-01-31", "2020-01-01", deHoy());

        el("2020-01-31").hacerBorradores();
        recurrente(id).has("/emisiones/0/estado", "borrador").has("/proxima", "2020-02-29");
        String factura = recurrente(id).at("/emisiones/0/factura_id").asString();
        assertThat(log.of(factura)).isEmpty();

        el("2020-01-31").emitir();
        recurrente(id)
                .has("/emisiones/0/estado", "emitida")
                .has("/emisiones/0/factura_id", factura)
                .lacks("/emisiones/1");
        assertThat(log.of(factura)).hasSize(1);
    }

    @Test
    void whatWasUndoneInTheMiddleLeavesNothing() {
        String id = mensual("2020-01-31", "2020-01-01", deHoy());
        long borradoresAntes = borradores();
        transaccion.executeWithoutResult(tx -> {
            el("2020-04-30").hacerBorradores();
            tx.setRollbackOnly();
        });
        assertThat(borradores()).isEqualTo(borradoresAntes);
        recurrente(id).has("/emisiones", List.of()).has("/proxima", "2020-01-31");
    }

    @RepeatedTest(5)
    void ofTwoInstancesThatFindTheSameDayDueOneMakesItsInvoice() throws SQLException {
        String id = mensual("2020-01-31", "2020-01-01", deHoy());

        Encounter.at("recurrente", id, this::alMismoTiempo, this::alMismoTiempo);

        recurrente(id)
                .has("/emisiones/0/estado", "emitida")
                .has("/emisiones/0/fallo", null)
                .lacks("/emisiones/1");
        assertThat(log.of(recurrente(id).at("/emisiones/0/factura_id").asString()))
                .hasSize(1);
    }

    @RepeatedTest(5)
    void ofTwoInstancesThatFindTheSameDraftOneIssuesIt() throws SQLException {
        String id = mensual("2020-01-31", "2020-01-01", deHoy());
        el("2020-01-31").hacerBorradores();
        String factura = recurrente(id).at("/emisiones/0/factura_id").asString();

        Encounter.at("borrador", factura, this::sinCompartirGrupo, this::sinCompartirGrupo);

        recurrente(id).has("/emisiones/0/estado", "emitida").has("/emisiones/0/fallo", null);
        assertThat(log.of(factura)).hasSize(1);
    }

    /** As another process does, which has groups of its own. */
    private Object sinCompartirGrupo() {
        transaccion.executeWithoutResult(tx -> el("2020-01-31").emitirBorradores());
        return "";
    }

    private Object alMismoTiempo() {
        el("2020-01-31").emitir();
        return "";
    }

    @Test
    void ofManyInstancesAndManyDaysEachDayHasItsInvoice() {
        List<String> ids = Stream.generate(() -> mensual("2020-01-31", "2020-01-01", deHoy()))
                .limit(20)
                .toList();

        IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.runAsync(() -> el("2020-06-30").emitir()))
                .toList()
                .forEach(CompletableFuture::join);

        List<String> numeros = new ArrayList<>();
        for (String id : ids) {
            Answer una = recurrente(id).has("/proxima", "2020-07-31").lacks("/emisiones/6");
            una.at("/emisiones").forEach(emision -> {
                numeros.add(emision.at("/numero").asString());
                assertThat(log.of(emision.at("/factura_id").asString())).hasSize(1);
            });
        }
        assertThat(numeros).hasSize(120).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void aFailureIsShownWithItsReasonTriedAgainAndKeepsNoOtherFromItsTurn() {
        UUID ana = crm.unCliente("Ana", null, "12345678Z");
        String deAna = "{'cliente_crm_id':'%s','items':[%s]}"
                .formatted(ana, item("100", 21))
                .replace('\'', '"');
        String falla = mensual("2020-01-30", "2020-01-01", deAna);
        String otra = mensual("2020-01-31", "2020-01-01", deHoy());
        crm.tell(new ClienteEliminado(ana), 1);

        el("2020-01-31").emitir();
        el("2020-01-31").emitir();

        recurrente(otra).has("/emisiones/0/estado", "emitida");
        recurrente(falla)
                .has("/emisiones/0/estado", "borrador")
                .has("/emisiones/0/fallo/codigo", "cliente_desconocido")
                .has("/emisiones/0/fallo/intentos", 2)
                .has("/proxima", "2020-02-29");
        String borrador = recurrente(falla).at("/emisiones/0/factura_id").asString();
        shop.put(FACTURAS + "/" + borrador, deHoy()).status(200);
        el("2020-01-31").emitir();
        recurrente(falla).has("/emisiones/0/estado", "emitida").has("/emisiones/0/fallo", null);
    }

    @Test
    void whatCannotBeReadKeepsNoOtherFromItsTurn() {
        String ilegible = mensual("2020-01-30", "2020-01-01", deHoy());
        String otra = mensual("2020-01-31", "2020-01-01", deHoy());
        jdbc.sql("update recurrente set contenido = '{\"items\": 1}' where id = cast(? as uuid)")
                .param(ilegible)
                .update();
        el("2020-01-31").emitir();
        recurrente(otra).has("/emisiones/0/estado", "emitida");
    }

    @Test
    void whatWasDeletedIsIssuedNoMore() {
        String id = mensual("2020-01-31", "2020-01-01", deHoy());
        el("2020-01-31").hacerBorradores();
        String borrador = recurrente(id).at("/emisiones/0/factura_id").asString();
        shop.send("DELETE", "/api/recurrentes/" + id, "").status(204);
        el("2020-02-29").emitir();
        shop.get(FACTURAS + "/" + borrador).has("/estado", "borrador");
        shop.send("DELETE", FACTURAS + "/" + borrador, "").status(204);
    }

    /** Ordered on one day, from another one on. */
    private String mensual(String inicio, String pedida, String factura) {
        LocalDate desde = dia(inicio);
        return unaRecurrente(new Calendario(Periodicidad.mensual, desde, 31, null), pedida, factura);
    }

    private String unaRecurrente(Calendario calendario, String pedida, String factura) {
        var nueva = new NuevaRecurrente(
                calendario.periodicidad(),
                calendario.inicio(),
                calendario.dia(),
                calendario.fin(),
                json.readValue(factura, NuevaFactura.class));
        return gestion(pedida).crear(nueva).toString();
    }

    private static String deHoy() {
        return ShopProgram.factura("", item("100", 21));
    }

    private EmisionDeRecurrentes el(String dia) {
        return new EmisionDeRecurrentes(recurrentes, emisiones, borradores, transaccion, reloj(dia));
    }

    private GestionDeRecurrentes gestion(String dia) {
        return new GestionDeRecurrentes(recurrentes, emision, reloj(dia));
    }

    private static Clock reloj(String dia) {
        Instant mediodia = dia(dia).atTime(12, 0).atZone(MADRID).toInstant();
        return Clock.fixed(mediodia, MADRID);
    }

    private static LocalDate dia(String dia) {
        return LocalDate.parse(dia);
    }

    private long borradores() {
        return jdbc.sql("select count(*) from borrador").query(Long.class).single();
    }

    private Answer recurrente(String id) {
        return shop.get("/api/recurrentes/" + id).status(200);
    }

    private Answer factura(String recurrente, int emision) {
        String id = recurrente(recurrente)
                .at("/emisiones/" + emision + "/factura_id")
                .asString();
        return shop.get(FACTURAS + "/" + id).status(200);
    }
}
