package es.crmfactura.factura.pagos;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.eventos.PagoDevuelto;
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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A payment of 21.00 for an invoice of 121.00, that comes back. */
@FacturaTest
class PagosDevueltosTest {

    private static final LocalDate HOY = LocalDate.now(ZoneId.of("Europe/Madrid"));

    @Autowired
    private ShopProgram shop;

    @Autowired
    private EventLogReader log;

    private String factura = "";
    private String pago = "";

    @BeforeEach
    void aPayment() {
        factura = shop.unaFactura();
        pago = pagar("{'importe':21,'fecha':'2026-01-31','metodo':'domiciliación','referencia':'R-1'}");
    }

    @Test
    void whatWasReturnedIsDueAgainAndThePaymentStaysInSight() {
        devolver("{'fecha':'2026-02-05','motivo':'Sin fondos'}")
                .status(200)
                .has("/id", pago)
                .has("/devuelto", true)
                .has("/fecha_devolucion", "2026-02-05")
                .has("/motivo_devolucion", "Sin fondos")
                .hasAmount("/importe", "21.00")
                .has("/fecha", "2026-01-31")
                .has("/referencia", "R-1");
        laFactura()
                .has("/estado", "emitida")
                .has("/version", 3)
                .hasAmount("/pagado", "0.00")
                .hasAmount("/pendiente", "121.00");
        pagar("{'importe':121}");
        shop.get(FACTURAS + "/" + factura + "/pagos")
                .has("/0/devuelto", true)
                .has("/0/fecha_devolucion", "2026-02-05")
                .has("/0/motivo_devolucion", "Sin fondos")
                .has("/1/devuelto", false)
                .has("/1/fecha_devolucion", null)
                .has("/1/motivo_devolucion", null);
        shop.get("/api/pagos?limit=1").has("/pagos/0/devuelto", false);
    }

    @Test
    void withoutABodyItIsReturnedTodayForReasonsUnknown() {
        devolver("").status(200).has("/fecha_devolucion", HOY.toString()).has("/motivo_devolucion", null);
    }

    @Test
    void onlyThatPaymentIsReturned() {
        pagar("{'importe':100}");
        laFactura().has("/estado", "pagada");
        devolver("{}").status(200);
        laFactura()
                .has("/estado", "parcialmente_pagada")
                .hasAmount("/pagado", "100.00")
                .hasAmount("/pendiente", "21.00");
    }

    @Test
    void othersAreToldOfItAndWhatIsDueAgain() {
        pagar("{'importe':100}");
        devolver("{'fecha':'2026-02-05','motivo':'Sin fondos'}").status(200);
        List<Event> events = log.of(factura);
        assertThat(events).extracting(Event::version).containsExactly(1L, 2L, 3L, 4L);
        assertThat(events.get(3).payload())
                .isEqualTo(new PagoDevuelto(
                        UUID.fromString(pago),
                        UUID.fromString(factura),
                        laFactura().at("/numero").asString(),
                        new ClienteFacturado(null, "Bar Manolo S.L.", null, "B12345674"),
                        new BigDecimal("21.00"),
                        LocalDate.of(2026, 2, 5),
                        "Sin fondos",
                        new BigDecimal("121.00"),
                        new BigDecimal("100.00"),
                        new BigDecimal("21.00")));
    }

    @Test
    void aRepeatedReturnIsAnsweredAlikeAndHasNoEffect() {
        pagar("{'importe':50}");
        Answer first = devolver("{'fecha':'2026-02-05','motivo':'Sin fondos'}").status(200);
        Answer again = devolver("{'fecha':'2026-02-05','motivo':'Sin fondos'}").status(200);
        Answer otherwise = devolver("{'motivo':'Otro'}").status(200);
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(otherwise.response().body()).isEqualTo(first.response().body());
        laFactura().has("/version", 4).hasAmount("/pagado", "50.00");
        assertThat(log.of(factura)).hasSize(4);
    }

    @RepeatedTest(5)
    void ofTwoReturnsAtTheSameMomentOneHasAnEffect() throws SQLException {
        pagar("{'importe':50}");

        List<Answer> answers = Encounter.at(factura, () -> devolver("{}"), () -> devolver("{}"));

        answers.forEach(answer -> answer.status(200).has("/devuelto", true));
        laFactura().has("/version", 4).hasAmount("/pagado", "50.00");
        assertThat(log.of(factura)).hasSize(4);
    }

    @RepeatedTest(5)
    void ofTwoPaymentsReturnedAtTheSameMomentBothAreDueAgain() throws SQLException {
        String otro = pagar("{'importe':50}");

        List<Answer> answers =
                Encounter.at(factura, () -> devolver("{}"), () -> shop.post("/api/pagos/" + otro + "/devolver", "{}"));

        answers.forEach(answer -> answer.status(200));
        laFactura().has("/version", 5).hasAmount("/pagado", "0.00");
        assertThat(log.of(factura)).extracting(Event::version).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'fecha':'2026-01-30'}|devolucion_anterior|fecha",
                "{'fecha':'2999-01-01'}|campos_invalidos|fecha",
                "{'fecha':'ayer'}|campos_invalidos|fecha"
            })
    void whatCannotBeIsRefusedAndHasNoEffect(String body, String codigo, String campo) {
        devolver(body).problem(422, codigo).has("/errores/0/campo", campo);
        laFactura().hasAmount("/pagado", "21.00");
        assertThat(log.of(factura)).hasSize(2);
    }

    @Test
    void aReasonHasUpTo300Characters() {
        devolver("{'motivo':'%s'}".formatted("ñ".repeat(301)))
                .problem(422, "campos_invalidos")
                .has("/errores/0/campo", "motivo");
        devolver("{'motivo':'%s'}".formatted("ñ".repeat(300))).status(200);
    }

    @Test
    void itMayComeBackOnTheVeryDay() {
        devolver("{'fecha':'2026-01-31'}").status(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0192f0c1-0000-7000-8000-000000000000", "1", "nada", "1-1-1-1-1"})
    void whatIsNotThereIsNotReturned(String id) {
        shop.post("/api/pagos/" + id + "/devolver", "{}").problem(404, "pago_desconocido");
    }

    private String pagar(String body) {
        return shop.post(FACTURAS + "/" + factura + "/pagos", body.replace('\'', '"'))
                .status(201)
                .at("/id")
                .asString();
    }

    private Answer devolver(String body) {
        return shop.post("/api/pagos/" + pago + "/devolver", body.replace('\'', '"'));
    }

    private Answer laFactura() {
        return shop.get(FACTURAS + "/" + factura).status(200);
    }
}
