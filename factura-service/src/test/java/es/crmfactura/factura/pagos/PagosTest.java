package es.crmfactura.factura.pagos;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static es.crmfactura.factura.ShopProgram.item;
import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.eventos.PagoRecibido;
import es.crmfactura.factura.EventLogReader;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.messaging.Event;
import es.crmfactura.testing.HttpCaller.Answer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@FacturaTest
class PagosTest {

    private static final LocalDate HOY = LocalDate.now(ZoneId.of("Europe/Madrid"));

    @Autowired
    private ShopProgram shop;

    @Autowired
    private EventLogReader log;

    @Test
    void anInvoiceIsPaidInParts() {
        String id = shop.unaFactura();
        pagar(id, "{'importe':21,'fecha':'2026-01-31','metodo':'transferencia','referencia':'N26-1'}")
                .status(201)
                .has("/factura_id", id)
                .hasAmount("/importe", "21.00")
                .has("/fecha", "2026-01-31")
                .has("/metodo", "transferencia")
                .has("/referencia", "N26-1");
        factura(id)
                .has("/estado", "parcialmente_pagada")
                .hasAmount("/pagado", "21.00")
                .hasAmount("/pendiente", "100.00");
        pagar(id, "{'importe':'100.00'}").status(201).has("/fecha", HOY.toString());
        factura(id).has("/estado", "pagada").hasAmount("/pagado", "121.00").hasAmount("/pendiente", "0.00");
        shop.get(pagosDe(id))
                .status(200)
                .has("/0/importe", 21.00)
                .has("/1/importe", 100.00)
                .has("/1/metodo", null)
                .lacks("/2");
    }

    @Test
    void anInvoiceThatIsDueIsOverdueUntilItIsPaid() {
        String id = shop.emitir("'fecha':'%d-01-01',".formatted(unEjercicio()), item("100", 21))
                .status(201)
                .has("/estado", "vencida")
                .at("/id")
                .asString();
        pagar(id, "{'importe':1}").status(201);
        factura(id).has("/estado", "vencida").hasAmount("/pendiente", "120.00");
        pagar(id, "{'importe':120}").status(201);
        factura(id).has("/estado", "pagada");
    }

    @Test
    void moreThanIsDueIsRefusedNamingWhatIs() {
        String id = shop.unaFactura();
        Answer demasiado = pagar(id, "{'importe':121.01}")
                .problem(422, "pago_excesivo")
                .has("/errores/0/campo", "importe")
                .hasAmount("/pendiente", "121.00");
        assertThat(demasiado.at("/detail").asString()).contains("121.00", "121.01");
        pagar(id, "{'importe':121}").status(201);
        pagar(id, "{'importe':0.01}").problem(422, "pago_excesivo").hasAmount("/pendiente", "0.00");
        assertThat(log.of(id)).hasSize(2);
        shop.get(pagosDe(id)).lacks("/1");
    }

    @Test
    void manyPaymentsAtOnceDoNotPayTooMuch() {
        String id = shop.unaFactura();
        List<Integer> answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> pagar(id, "{'importe':50}")))
                .limit(8)
                .toList()
                .stream()
                .map(answer -> answer.join().response().statusCode())
                .toList();
        assertThat(answers).containsOnly(201, 422);
        assertThat(answers.stream().filter(status -> status == 201)).hasSize(2);
        factura(id).hasAmount("/pagado", "100.00").hasAmount("/pendiente", "21.00");
        assertThat(log.of(id)).extracting(Event::version).containsExactly(1L, 2L, 3L);
    }

    @Test
    void othersAreToldOfEachPaymentAndWhatIsStillDue() {
        String id = shop.unaFactura();
        String numero = factura(id).at("/numero").asString();
        Answer pago = pagar(id, "{'importe':21,'fecha':'2026-01-31','metodo':'bizum'}")
                .status(201);
        pagar(id, "{'importe':100}").status(201);
        List<Event> events = log.of(id);
        assertThat(events).extracting(Event::version).containsExactly(1L, 2L, 3L);
        assertThat(events.get(1).payload())
                .isEqualTo(new PagoRecibido(
                        UUID.fromString(pago.at("/id").asString()),
                        UUID.fromString(id),
                        numero,
                        new ClienteFacturado(null, "Bar Manolo S.L.", null, "B12345674"),
                        new BigDecimal("21.00"),
                        LocalDate.of(2026, 1, 31),
                        "bizum",
                        null,
                        new BigDecimal("121.00"),
                        new BigDecimal("21.00"),
                        new BigDecimal("100.00")));
        assertThat(((PagoRecibido) events.get(2).payload()).pendiente()).isEqualTo("0.00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|importe",
                "{'importe':0}|importe",
                "{'importe':-1}|importe",
                "{'importe':0.001}|importe",
                "{'importe':1e999999}|importe",
                "{'importe':'mucho'}|importe",
                "{'importe':1,'fecha':'2999-01-01'}|fecha",
                "{'importe':1,'fecha':'ayer'}|fecha"
            })
    void whatIsNoPaymentIsRefusedAndHasNoEffect(String body, String campo) {
        String id = shop.unaFactura();
        pagar(id, body).problem(422, "campos_invalidos").has("/errores/0/campo", campo);
        factura(id).has("/estado", "emitida").hasAmount("/pagado", "0.00");
        shop.get(pagosDe(id)).has("", List.of());
        assertThat(log.of(id)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0192f0c1-0000-7000-8000-000000000000", "1", "nada", "1-1-1-1-1"})
    void anInvoiceThatIsNotThereHasNoPayments(String id) {
        pagar(id, "{'importe':1}").problem(404, "factura_desconocida");
        shop.get(pagosDe(id)).problem(404, "factura_desconocida");
    }

    @Test
    void allPaymentsAreListedLatestFirst() {
        String id = shop.unaFactura();
        pagar(id, "{'importe':1}").status(201);
        pagar(id, "{'importe':2}").status(201);
        shop.get("/api/pagos?limit=2")
                .status(200)
                .has("/limit", 2)
                .has("/pagos/0/importe", 2.00)
                .has("/pagos/1/importe", 1.00)
                .has("/pagos/1/factura_id", id)
                .lacks("/pagos/2");
        shop.get("/api/pagos?limit=0").problem(422, "campos_invalidos");
    }

    private Answer pagar(String id, String body) {
        return shop.post(pagosDe(id), body.replace('\'', '"'));
    }

    private Answer factura(String id) {
        return shop.get(FACTURAS + "/" + id).status(200);
    }

    private static String pagosDe(String id) {
        return FACTURAS + "/" + id + "/pagos";
    }
}
