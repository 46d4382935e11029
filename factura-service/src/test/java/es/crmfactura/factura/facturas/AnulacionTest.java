package es.crmfactura.factura.facturas;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.item;
import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.eventos.FacturaAnulada;
import es.crmfactura.eventos.PagoRecibido;
import es.crmfactura.factura.Encounter;
import es.crmfactura.factura.EventLogReader;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.messaging.Event;
import es.crmfactura.testing.HttpCaller.Answer;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@FacturaTest
class AnulacionTest {

    private static final String MOTIVO = "{\"motivo\": \"Emitida dos veces\"}";

    @Autowired
    private ShopProgram shop;

    @Autowired
    private EventLogReader log;

    @Test
    void aCancelledInvoiceKeepsItsNumberAndNothingIsDueOfIt() {
        String id = shop.unaFactura();
        Answer emitida = factura(id).has("/anulada_en", null).has("/motivo_anulacion", null);
        Answer anulada = anular(id, MOTIVO)
                .status(200)
                .has("/estado", "anulada")
                .has("/numero", emitida.at("/numero").asString())
                .has("/version", 2)
                .has("/motivo_anulacion", "Emitida dos veces")
                .hasAmount("/total", "121.00")
                .hasAmount("/pagado", "0.00")
                .hasAmount("/pendiente", "0.00");
        assertThat(anulada.at("/anulada_en").asString()).isNotBlank();
        assertThat(factura(id).response().body()).isEqualTo(anulada.response().body());
    }

    @Test
    void itsNumberIsNotGivenAgain() {
        String fecha = "'fecha':'%d-05-05',".formatted(unEjercicio());
        anular(emitir(fecha), MOTIVO).status(200);
        assertThat(factura(emitir(fecha)).at("/numero").asString()).endsWith("-000002");
    }

    @Test
    void othersAreToldOnce() {
        String id = shop.unaFactura();
        anular(id, MOTIVO).status(200);
        List<Event> events = log.of(id);
        assertThat(events).extracting(Event::version).containsExactly(1L, 2L);
        assertThat(events.get(1).payload())
                .isEqualTo(new FacturaAnulada(
                        UUID.fromString(id),
                        factura(id).at("/numero").asString(),
                        new ClienteFacturado(null, "Bar Manolo S.L.", null, "B12345674"),
                        LocalDate.now(ZoneId.of("Europe/Madrid")),
                        new BigDecimal("121.00"),
                        "Emitida dos veces"));
    }

    @Test
    void aRepeatedCancellationIsAnsweredAlikeAndHasNoEffect() {
        String id = shop.unaFactura();
        Answer first = shop.send("POST", FACTURAS + "/" + id + "/anular", MOTIVO, "If-Match", "\"1\"")
                .status(200);
        Answer again = shop.send("POST", FACTURAS + "/" + id + "/anular", MOTIVO, "If-Match", "\"1\"")
                .status(200);
        Answer otherwise = anular(id, "{\"motivo\": \"Otro\"}").status(200);
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(otherwise.response().body()).isEqualTo(first.response().body());
        assertThat(log.of(id)).hasSize(2);
    }

    @Test
    void aCancelledInvoiceTakesNoPayments() {
        String id = shop.unaFactura();
        anular(id, MOTIVO).status(200);
        pagar(id, "1").problem(409, "factura_anulada");
        shop.get(FACTURAS + "/" + id + "/pagos").has("", List.of());
        assertThat(log.of(id)).hasSize(2);
    }

    @Test
    void anInvoiceWithPaymentsIsCancelledOnlyAfterTheirReturn() {
        String id = shop.unaFactura();
        String pago = pagar(id, "21").status(201).at("/id").asString();
        anular(id, MOTIVO).problem(409, "factura_con_pagos").hasAmount("/pagado", "21.00");
        factura(id).has("/estado", "parcialmente_pagada").has("/version", 2);
        shop.post("/api/pagos/" + pago + "/devolver", "").status(200);
        anular(id, MOTIVO).status(200).has("/version", 4);
        shop.post("/api/pagos/" + pago + "/devolver", "").status(200);
        assertThat(log.of(id)).extracting(Event::version).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aDraftIsDeletedInstead() {
        String id = emitir("'borrador':true,");
        Answer problema = anular(id, MOTIVO).problem(409, "factura_sin_emitir");
        assertThat(problema.at("/detail").asString()).contains("DELETE");
        factura(id).has("/estado", "borrador");
    }

    @Test
    void itIsFoundAmongTheCancelledAndNowhereElse() {
        int ejercicio = unEjercicio();
        String vencida = emitir("'fecha':'%d-01-01',".formatted(ejercicio));
        String emitida = emitir("'fecha':'%d-01-02','vencimiento':'2999-12-31',".formatted(ejercicio));
        String gratis = shop.emitir("'fecha':'%d-01-03',".formatted(ejercicio), item("0", 21))
                .has("/estado", "pagada")
                .at("/id")
                .asString();
        for (String id : List.of(vencida, emitida, gratis)) {
            anular(id, MOTIVO).status(200);
        }
        for (String estado : List.of("emitida", "parcialmente_pagada", "vencida", "pagada", "borrador")) {
            assertThat(ids(ejercicio, "&estado=" + estado)).as(estado).isEmpty();
        }
        assertThat(ids(ejercicio, "&vencidas=true")).isEmpty();
        assertThat(ids(ejercicio, "&estado=anulada")).containsExactly(gratis, emitida, vencida);
        assertThat(ids(ejercicio, "")).hasSize(3);
    }

    @Test
    void whoHasNotSeenTheLastChangeDoesNotCancel() {
        String id = shop.unaFactura();
        shop.send("POST", FACTURAS + "/" + id + "/anular", MOTIVO, "If-Match", "\"7\"")
                .problem(412, "version_anterior");
        factura(id).has("/estado", "emitida");
        assertThat(log.of(id)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"motivo\": \" \"}", "{\"motivo\": null}"})
    void withoutAReasonNothingIsCancelled(String body) {
        String id = shop.unaFactura();
        anular(id, body).problem(422, "campos_invalidos").has("/errores/0/campo", "motivo");
        factura(id).has("/estado", "emitida");
    }

    @Test
    void aReasonHasUpTo300Characters() {
        String id = shop.unaFactura();
        anular(id, "{\"motivo\": \"%s\"}".formatted("ñ".repeat(301))).problem(422, "campos_invalidos");
        anular(id, "{\"motivo\": \"%s\"}".formatted("ñ".repeat(300))).status(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0192f0c1-0000-7000-8000-000000000000", "1", "nada", "1-1-1-1-1"})
    void whatIsNotThereIsNotCancelled(String id) {
        anular(id, MOTIVO).problem(404, "factura_desconocida");
    }

    @RepeatedTest(5)
    void ofACancellationAndAPaymentAtTheSameMomentOneWins() throws SQLException {
        String id = shop.unaFactura();

        List<Answer> answers = Encounter.at(id, () -> anular(id, MOTIVO), () -> pagar(id, "121"));

        boolean cancelled = answers.get(0).response().statusCode() == 200;
        if (cancelled) {
            answers.get(1).problem(409, "factura_anulada");
        } else {
            answers.get(0).problem(409, "factura_con_pagos");
            answers.get(1).status(201);
        }
        factura(id).has("/estado", cancelled ? "anulada" : "pagada");
        assertThat(log.of(id)).hasSize(2);
        assertThat(log.of(id).get(1).payload()).isInstanceOf(cancelled ? FacturaAnulada.class : PagoRecibido.class);
    }

    @Test
    void ofTwoCancellationsAtTheSameMomentOthersAreToldOnce() throws SQLException {
        String id = shop.unaFactura();

        List<Answer> answers = Encounter.at(id, () -> anular(id, MOTIVO), () -> anular(id, MOTIVO));

        answers.forEach(answer -> answer.status(200).has("/version", 2));
        assertThat(log.of(id)).hasSize(2);
    }

    private Answer anular(String id, String body) {
        return shop.post(FACTURAS + "/" + id + "/anular", body);
    }

    private Answer pagar(String id, String importe) {
        return shop.post(FACTURAS + "/" + id + "/pagos", "{\"importe\": " + importe + "}");
    }

    private Answer factura(String id) {
        return shop.get(FACTURAS + "/" + id).status(200);
    }

    private String emitir(String fields) {
        return shop.emitir(fields, item("100", 21)).status(201).at("/id").asString();
    }

    private List<String> ids(int ejercicio, String query) {
        var answer = shop.get(FACTURAS + "?desde=%d-01-01&hasta=%d-12-31%s".formatted(ejercicio, ejercicio, query))
                .status(200);
        List<String> ids = new ArrayList<>();
        answer.at("/facturas").forEach(factura -> ids.add(factura.at("/id").asString()));
        answer.has("/total", ids.size());
        return ids;
    }
}
