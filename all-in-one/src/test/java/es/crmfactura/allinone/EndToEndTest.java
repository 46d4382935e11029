package es.crmfactura.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The main job: what billing does shows in the CRM, and whom the CRM knows billing can invoice. */
class EndToEndTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static Stack stack;
    private static Http http;

    @BeforeAll
    static void start() throws Exception {
        Settings settings = Ports.settings(folder);
        stack = Stack.start(settings);
        http = new Http(settings);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void anInvoiceAndItsPaymentBecomeActividadesAndFigures() {
        String client = clientKnownToBilling("ana@example.com", "12345678Z");

        JsonNode invoice = http.createInFactura("/api/facturas", """
                {"cliente_crm_id": "%s", "items": [
                  {"descripcion": "Consultoría", "cantidad": 2, "precio": 100.00, "iva": 21},
                  {"descripcion": "Manual", "cantidad": 1, "precio": 50.00, "iva": 10}]}""".formatted(client));
        http.createInFactura("/api/facturas/" + text(invoice, "id") + "/pagos", "{\"importe\": 97.00}");

        String numero = text(invoice, "numero");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(http.crm("/api/crm/clientes/" + client + "/actividades")
                                .body()
                                .valueStream()
                                .map(a -> List.of(text(a, "tipo"), text(a, "titulo"), text(a, "descripcion"))))
                        .containsExactlyInAnyOrder(
                                List.of("venta", "Factura #" + numero, "Factura por €297.00"),
                                List.of("pago", "Pago recibido - Factura #" + numero, "Pago de €97.00")));
        JsonNode figures = http.crm("/api/crm/clientes/" + client).body();
        assertThat(figures.get("total_facturado").decimalValue()).isEqualByComparingTo("297");
        assertThat(figures.get("numero_facturas").intValue()).isEqualTo(1);
        assertThat(figures.get("promedio_venta").decimalValue()).isEqualByComparingTo("297");
        assertThat(figures.get("saldo_pendiente").decimalValue()).isEqualByComparingTo("200");
    }

    @Test
    void theLifeOfAnEventShowsOnBothSidesAndBothStreamsAreInOrder() {
        String client = clientKnownToBilling("vida@example.com", "00000003A");
        http.createInFactura("/api/facturas", """
                {"cliente_crm_id": "%s", "items": [{"descripcion": "Hora", "cantidad": 1, "precio": 100}]}""".formatted(client));
        String evento = await().atMost(PATIENCE)
                .until(
                        () -> http.crm("/api/crm/clientes/" + client + "/actividades")
                                .body()
                                .findValuesAsString("evento_id"),
                        ids -> !ids.isEmpty())
                .get(0);

        JsonNode recibido = http.crm("/api/eventos/" + evento).expect(200).body();
        assertThat(recibido.at("/recibido/aplicado").asBoolean()).isTrue();
        assertThat(recibido.at("/recibido/efectos/0/tipo").asString()).isEqualTo("actividad");
        http.crm(recibido.at("/recibido/efectos/0/enlace").asString()).expect(200);
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode publicado =
                    http.factura("/api/eventos/" + evento).expect(200).body();
            assertThat(publicado.at("/publicado/lecturas/0/lee").asString()).isEqualTo("crm");
            assertThat(publicado.at("/publicado/lecturas/0/llegado").asBoolean())
                    .isTrue();
        });
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(http.crm("/api/eventos/conciliacion")
                            .body()
                            .at("/conforme")
                            .asBoolean())
                    .isTrue();
            assertThat(http.factura("/api/eventos/conciliacion")
                            .body()
                            .at("/conforme")
                            .asBoolean())
                    .isTrue();
        });
    }

    @Test
    void aReturnedPaymentAndACancelledInvoiceBecomeActividadesAndTheFiguresFollow() {
        String client = clientKnownToBilling("devuelto@example.com", "00000001R");
        String order = """
                {"cliente_crm_id": "%s", "items": [{"descripcion": "Hora", "cantidad": 1, "precio": 100}]}""".formatted(client);
        JsonNode paid = http.createInFactura("/api/facturas", order);
        String payment = text(
                http.createInFactura("/api/facturas/" + text(paid, "id") + "/pagos", "{\"importe\": 121.00}"), "id");
        JsonNode mistaken = http.createInFactura("/api/facturas", order);
        awaitFigures(client, "242", "121");

        http.factura("POST", "/api/pagos/" + payment + "/devolver", "{\"motivo\": \"sin fondos\"}")
                .expect(200);
        http.factura("POST", "/api/facturas/" + text(mistaken, "id") + "/anular", "{\"motivo\": \"emitida dos veces\"}")
                .expect(200);

        awaitFigures(client, "121", "121");
        assertThat(http.crm("/api/crm/clientes/" + client + "/actividades")
                        .body()
                        .valueStream()
                        .map(a -> text(a, "titulo") + ". " + text(a, "descripcion")))
                .contains(
                        "Pago devuelto - Factura #" + text(paid, "numero")
                                + ". Devuelto un pago de €121.00: sin fondos",
                        "Factura anulada #" + text(mistaken, "numero")
                                + ". Anulada la factura por €121.00: emitida dos veces");
    }

    @Test
    void whatIsCorrectedOrExchangedStandsAlikeInBothServices() {
        String client = clientKnownToBilling("rectificado@example.com", "A58818501");
        String order = """
                {"cliente_crm_id": "%s", "items": [{"descripcion": "Hora", "cantidad": 1, "precio": 100}]}""".formatted(client);
        String reduced = issuedAndPaid(order, "21");
        correct(reduced, "{\"tipo\": \"diferencias\", \"motivo\": \"Devuelve\", \"items\": [%s]}", "-1", "50");
        String replaced = issuedAndPaid(order, "50");
        correct(replaced, "{\"tipo\": \"sustitucion\", \"motivo\": \"Precio\", \"items\": [%s]}", "1", "90");
        String takenBack = issuedAndPaid(order, "1");
        correct(takenBack, "{\"tipo\": \"diferencias\", \"motivo\": \"Devuelve\", \"todo\": true}", "1", "1");
        String ticket = issuedAndPaid("""
                {"cliente": {"nombre_completo": "Mostrador"}, "items": [{"descripcion": "Pan", "cantidad": 1, "precio": 10}]}""", "12.10");
        http.createInFactura(
                "/api/facturas/canjear",
                "{\"facturas\": [\"%s\"], \"cliente_crm_id\": \"%s\"}".formatted(ticket, client));

        // 121 - 60.50 + 108.90 + 121 - 121 + 12.10 were invoiced; 21 + 50 + 1 + 12.10 were paid
        awaitFigures(client, "181.50", "97.40");
        JsonNode billing = http.factura("/api/facturas?limit=100&cliente_crm_id=" + client)
                .body()
                .get("facturas");
        JsonNode crm = http.crm("/api/crm/clientes/" + client + "/ficha").body().get("facturas");
        assertThat(crm.valueStream().map(EndToEndTest::howItStands))
                .containsExactlyInAnyOrderElementsOf(
                        billing.valueStream().map(EndToEndTest::howItStands).toList())
                .hasSize(7);
        assertThat(text(http.factura("/api/facturas/" + ticket).body(), "estado"))
                .isEqualTo("rectificada");
    }

    private static String issuedAndPaid(String order, String payment) {
        String invoice = text(http.createInFactura("/api/facturas", order), "id");
        http.createInFactura("/api/facturas/" + invoice + "/pagos", "{\"importe\": " + payment + "}");
        return invoice;
    }

    private static void correct(String invoice, String how, String quantity, String price) {
        String item = """
                {"descripcion": "Hora", "cantidad": %s, "precio": %s}""".formatted(quantity, price);
        http.createInFactura("/api/facturas/" + invoice + "/rectificar", how.formatted(item));
    }

    private static String howItStands(JsonNode invoice) {
        return text(invoice, "numero") + " " + text(invoice, "estado");
    }

    private static void awaitFigures(String client, String facturado, String pendiente) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode figures = http.crm("/api/crm/clientes/" + client).body();
            assertThat(figures.get("total_facturado").decimalValue()).isEqualByComparingTo(facturado);
            assertThat(figures.get("saldo_pendiente").decimalValue()).isEqualByComparingTo(pendiente);
        });
    }

    @Test
    void aClientWhoComesWithAnInvoiceIsCreatedInTheCrmAndBillingLearnsItsId() {
        JsonNode invoice = invoiceFor("Bar Manolo S.L.", "B12345674", null);
        assertThat(invoice.get("cliente_crm_id").isNull()).isTrue();

        String crmId = awaitCrmId(invoice);

        JsonNode client = http.crm("/api/crm/clientes/" + crmId).body();
        assertThat(text(client, "nombre_completo")).isEqualTo("Bar Manolo S.L.");
        assertThat(client.get("numero_facturas").intValue()).isEqualTo(1);
    }

    @Test
    void aClientWhoComesWithAnInvoiceAndIsKnownToTheCrmIsFound() {
        String client = clientKnownToBilling("luis@example.com", null);

        JsonNode invoice = invoiceFor("Luis", null, "LUIS@example.com");

        assertThat(awaitCrmId(invoice)).isEqualTo(client);
        assertThat(http.crm("/api/crm/clientes?email=luis@example.com")
                        .body()
                        .get("total")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void whatIsWonInTheCrmIsInvoicedFromADraftInBillingAndShowsInTheCrm() {
        String client = clientKnownToBilling("horno@example.com", "X2482300W");
        String oportunidad = text(http.createInCrm("/api/crm/clientes/" + client + "/oportunidades", """
                        {"titulo": "Horno", "valor_estimado": 1000, "estado": "ganada",
                         "productos": [{"nombre": "Horno", "cantidad": 1, "precio": 900}]}"""), "id");
        http.crm("POST", "/api/crm/oportunidades/" + oportunidad + "/facturar", "")
                .expect(200);

        JsonNode draft = await().atMost(PATIENCE)
                .until(
                        () -> http.factura("/api/facturas?estado=borrador&cliente_crm_id=" + client)
                                .body()
                                .at("/facturas/0"),
                        found -> !found.isMissingNode());
        assertThat(draft.at("/origen/oportunidad_id").asString()).isEqualTo(oportunidad);
        assertThat(draft.get("total").decimalValue()).isEqualByComparingTo("1089");
        http.factura("POST", "/api/facturas/" + text(draft, "id") + "/emitir", "")
                .expect(200);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(http.crm("/api/crm/clientes/" + client)
                                .body()
                                .get("total_facturado")
                                .decimalValue())
                        .isEqualByComparingTo("1089"));
    }

    @Test
    void whoAreMergedInTheCrmAreOneInBillingToo() {
        String stays = clientKnownToBilling("queda@example.com", null);
        String goes = clientKnownToBilling("seva@example.com", null);
        String order = """
                {"cliente_crm_id": "%s", "items": [{"descripcion": "Hora", "cantidad": 1, "precio": 100}]}""".formatted(goes);
        JsonNode before = http.createInFactura("/api/facturas", order);
        awaitInvoices(goes, 1);

        http.crm("POST", "/api/crm/clientes/" + stays + "/fusionar", "{\"cliente_id\":\"" + goes + "\"}")
                .expect(200);

        await().atMost(PATIENCE)
                .until(
                        () -> http.factura("/api/facturas?cliente_crm_id=" + stays)
                                .body()
                                .get("total")
                                .asInt(),
                        total -> total == 1);
        http.createInFactura("/api/facturas", order);
        http.createInFactura("/api/facturas/" + text(before, "id") + "/pagos", "{\"importe\": 21.00}");
        awaitInvoices(stays, 2);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(http.crm("/api/crm/clientes/" + stays)
                                .body()
                                .get("saldo_pendiente")
                                .decimalValue())
                        .isEqualByComparingTo("221"));
    }

    private static void awaitInvoices(String client, int count) {
        await().atMost(PATIENCE)
                .until(
                        () -> http.crm("/api/crm/clientes/" + client)
                                .body()
                                .get("numero_facturas")
                                .asInt(),
                        found -> found == count);
    }

    @Test
    void whoIsErasedInTheCrmIsForgottenByBillingAndOnlyTheInvoicesStay() {
        String client = clientKnownToBilling("olvido@example.com", "00000000T");
        String invoice = text(http.createInFactura("/api/facturas", """
                        {"cliente_crm_id": "%s", "items": [{"descripcion": "Hora", "cantidad": 1, "precio": 10}]}""".formatted(client)), "id");
        await().atMost(PATIENCE)
                .until(() -> http.crm("/api/crm/clientes/" + client)
                                .body()
                                .get("numero_facturas")
                                .intValue()
                        == 1);

        http.crm("POST", "/api/crm/clientes/" + client + "/suprimir", "{\"motivo\": \"Lo ha pedido\"}")
                .expect(200);

        await().atMost(PATIENCE)
                .until(() -> http.factura("/api/clientes?limit=100")
                        .body()
                        .get("clientes")
                        .valueStream()
                        .noneMatch(known -> text(known, "crm_id").equals(client)));
        assertThat(http.factura("/api/facturas/" + invoice).text()).contains("00000000T");
        http.createInFactura("/api/facturas/" + invoice + "/pagos", "{\"importe\": 12.10}");
        clientKnownToBilling("despues@example.com", null);
        assertThat(http.crm("/api/crm/clientes?email=olvido@example.com")
                        .body()
                        .get("total")
                        .intValue())
                .as("a payment does not bring it back")
                .isZero();
    }

    @Test
    void oneTraceLeadsFromTheRequestThroughTheBrokerToTheActividad() {
        String client = clientKnownToBilling("trazas@example.com", "87654321X");
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        ListAppender<ILoggingEvent> lines = logOf("es.crmfactura.messaging.Inbox");

        http.createInFactura(
                "/api/facturas", """
                {"cliente_crm_id": "%s", "items": [{"descripcion": "Hora", "cantidad": 1, "precio": 10}]}""".formatted(client), "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(List.copyOf(lines.list)).anySatisfy(line -> {
                    assertThat(line.getFormattedMessage()).startsWith("applies es.crmfactura.FacturaEmitida.v1");
                    assertThat(line.getThreadName()).isEqualTo("crm-inbox");
                    assertThat(line.getMDCPropertyMap()).containsEntry("traceId", trace);
                }));
    }

    private static ListAppender<ILoggingEvent> logOf(String name) {
        var logger = (Logger) LoggerFactory.getLogger(name);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(lines);
        return lines;
    }

    private static String clientKnownToBilling(String email, @Nullable String nif) {
        String id = text(
                http.createInCrm("/api/crm/clientes", """
                        {"nombre_completo": "Cliente", "email": "%s", "cif_nif": %s}""".formatted(email, nif == null ? "null" : '"' + nif + '"')),
                "id");
        await().atMost(PATIENCE)
                .until(() -> http.factura("/api/clientes?limit=100")
                        .body()
                        .get("clientes")
                        .valueStream()
                        .anyMatch(client -> text(client, "crm_id").equals(id)));
        return id;
    }

    private static JsonNode invoiceFor(String nombre, @Nullable String nif, @Nullable String email) {
        return http.createInFactura("/api/facturas", """
                {"cliente": {"nombre_completo": "%s", "cif_nif": %s, "email": %s},
                 "items": [{"descripcion": "Aceite", "cantidad": 2, "precio": 10.50}]}""".formatted(
                        nombre, nif == null ? "null" : '"' + nif + '"', email == null ? "null" : '"' + email + '"'));
    }

    private static String awaitCrmId(JsonNode invoice) {
        return await().atMost(PATIENCE)
                .until(
                        () -> http.factura("/api/facturas/" + text(invoice, "id"))
                                .body()
                                .get("cliente_crm_id")
                                .asString(""),
                        id -> !id.isEmpty());
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asString();
    }
}
