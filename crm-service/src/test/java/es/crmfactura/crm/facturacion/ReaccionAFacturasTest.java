package es.crmfactura.crm.facturacion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.eventos.FacturaAnulada;
import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.eventos.FacturaVencida;
import es.crmfactura.eventos.PagoDevuelto;
import es.crmfactura.eventos.PagoRecibido;
import es.crmfactura.messaging.Event;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@CrmTest
class ReaccionAFacturasTest {

    private static final LocalDate VENCIDA = LocalDate.of(2026, 1, 31);
    private static final LocalDate POR_VENCER = LocalDate.of(2999, 12, 31);

    @Autowired
    private ReaccionAFacturas reaccion;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private OldClient crm;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RabbitTemplate broker;

    @Test
    void anInvoiceAndItsPaymentsBecomeActividadesAndFigures() {
        String id = crm.unCliente();
        var factura = new Factura(cliente(id), "1234.50", POR_VENCER);
        tell(factura.emitida(), factura.pagada("1000.5", "1000.5"));
        actividades(id)
                .has("/1/tipo", "venta")
                .has("/1/titulo", "Factura #" + factura.numero)
                .has("/1/descripcion", "Factura por €1234.50")
                .has("/1/completada", true)
                .has("/1/origen", "evento")
                .has("/1/factura_numero", factura.numero)
                .hasAmount("/1/importe", "1234.50")
                .has("/0/tipo", "pago")
                .has("/0/titulo", "Pago recibido - Factura #" + factura.numero)
                .has("/0/descripcion", "Pago de €1000.50")
                .has("/0/completada", true);
        ficha(id)
                .hasAmount("/total_facturado", "1234.50")
                .has("/numero_facturas", 1)
                .hasAmount("/promedio_venta", "1234.50")
                .hasAmount("/saldo_pendiente", "234.00")
                .has("/tasa_pagos_a_tiempo", null)
                .has("/dias_desde_ultimo_contacto", 0);
    }

    @Test
    void aReturnedPaymentIsOwedAgain() {
        String id = crm.unCliente();
        var factura = new Factura(cliente(id), "100.00", POR_VENCER);
        tell(factura.emitida());
        tell(factura.pagada("100.00", "100.00"));
        ficha(id).hasAmount("/saldo_pendiente", "0.00");
        tell(factura.devuelta("100.00", "0.00"));
        ficha(id).hasAmount("/saldo_pendiente", "100.00");
        actividades(id)
                .has("/0/tipo", "nota")
                .has("/0/titulo", "Pago devuelto - Factura #" + factura.numero)
                .has("/0/descripcion", "Devuelto un pago de €100.00: sin fondos");
    }

    @Test
    void aClientWhoIsDeletedTakesItsInvoicesAlong() {
        String id = crm.unCliente();
        tell(new Factura(cliente(id), "100.00", POR_VENCER).emitida());
        assertThat(facturasConocidasDe(id)).isEqualTo(1);
        crm.send("DELETE", "/api/crm/clientes/" + id, "").status(204);
        assertThat(facturasConocidasDe(id)).isZero();
    }

    private long facturasConocidasDe(String id) {
        return jdbc.sql("select count(*) from factura_conocida where cliente_id = ?")
                .param(UUID.fromString(id))
                .query(Long.class)
                .single();
    }

    @Test
    void aCancelledInvoiceNoLongerCounts() {
        String id = crm.unCliente();
        var una = new Factura(cliente(id), "100.00", POR_VENCER);
        var otra = new Factura(cliente(id), "50.00", POR_VENCER);
        tell(una.emitida(), otra.emitida(), una.anulada());
        ficha(id).hasAmount("/total_facturado", "50.00").has("/numero_facturas", 1);
        assertThat(actividades(id).at("").valueStream()).anySatisfy(actividad -> {
            assertThat(actividad.get("tipo").asString()).isEqualTo("nota");
            assertThat(actividad.get("titulo").asString()).isEqualTo("Factura anulada #" + una.numero);
        });
    }

    @Test
    void anOverdueInvoiceBecomesANoteAndChangesNoFigure() {
        String id = crm.unCliente();
        var factura = new Factura(cliente(id), "100.00", VENCIDA);
        tell(factura.emitida(), factura.pagada("30.00", "30.00"));
        tell(factura.vencida("30.00"));
        ficha(id)
                .hasAmount("/total_facturado", "100.00")
                .hasAmount("/saldo_pendiente", "70.00")
                .has("/numero_facturas", 1);
        actividades(id)
                .has("/0/tipo", "nota")
                .has("/0/titulo", "Factura vencida #" + factura.numero)
                .has("/0/descripcion", "Quedan por pagar €70.00, que vencieron el 31/01/2026")
                .has("/0/factura_numero", factura.numero)
                .hasAmount("/importe", "70.00");
    }

    @Test
    void anInvoiceOfWhichItIsFirstHeardThatItIsOverdueHasOneClient() {
        var factura = new Factura(facturado(null, null, null), "10.00", VENCIDA);
        tell(factura.vencida("0.00"));
        tell(factura.emitida());
        String id = jdbc.sql("select cliente_id from factura_conocida where factura_id = ?")
                .param(factura.id)
                .query(String.class)
                .single();
        ficha(id).has("/numero_facturas", 1).hasAmount("/saldo_pendiente", "10.00");
        actividades(id).has("/0/tipo", "venta").has("/1/tipo", "nota");
    }

    @Test
    void whoPaidInTimeIsCountedOfTheInvoicesThatAreDue() {
        String id = crm.unCliente();
        var aTiempo = new Factura(cliente(id), "10.00", VENCIDA);
        var tarde = new Factura(cliente(id), "10.00", VENCIDA);
        var impagada = new Factura(cliente(id), "10.00", VENCIDA);
        var porVencer = new Factura(cliente(id), "10.00", POR_VENCER);
        tell(aTiempo.emitida(), tarde.emitida(), impagada.emitida(), porVencer.emitida());
        tell(
                aTiempo.pagada("10.00", "10.00", VENCIDA),
                tarde.pagada("10.00", "10.00", VENCIDA.plusDays(1)),
                porVencer.pagada("10.00", "10.00", VENCIDA));
        ficha(id).hasAmount("/tasa_pagos_a_tiempo", "33.33");
    }

    @Test
    void aClientWhomTheEventDoesNotNameIsFoundByCifNifThenByEmail() {
        String email = "M" + UUID.randomUUID() + "@example.org";
        String cifNif = ("T" + UUID.randomUUID()).substring(0, 12).toUpperCase(Locale.ROOT);
        String porCifNif = crear("{\"nombre_completo\":\"Con CIF\",\"cif_nif\":\"%s\"}".formatted(cifNif));
        String porEmail = crear("{\"nombre_completo\":\"Con email\",\"email\":\"%s\"}".formatted(email));
        String sobrante = UUID.randomUUID().toString();
        tell(
                new Factura(facturado(null, email, " " + cifNif.toLowerCase(Locale.ROOT)), "1.00", POR_VENCER)
                        .emitida(),
                new Factura(facturado(null, email.toLowerCase(Locale.ROOT), null), "2.00", POR_VENCER).emitida(),
                new Factura(facturado(sobrante, email, "OTRO" + sobrante), "4.00", POR_VENCER).emitida());
        ficha(porCifNif).hasAmount("/total_facturado", "1.00");
        ficha(porEmail).hasAmount("/total_facturado", "6.00");
    }

    @Test
    void anUnknownClientIsTakenInOnceAndBillingIsToldForEachInvoice() {
        String email = "n" + UUID.randomUUID() + "@example.org";
        var primera = new Factura(facturado(null, email, null), "10.00", POR_VENCER);
        var segunda = new Factura(facturado(null, email, null), "20.00", POR_VENCER);
        tell(primera.emitida(), segunda.emitida(), primera.pagada("10.00", "10.00"));
        var tercera = new Factura(facturado(null, email, null), "30.00", POR_VENCER);
        tell(tercera.emitida());
        String id = crm.get("/api/crm/clientes/buscar/email/" + email)
                .status(200)
                .has("/nombre_completo", "Cliente sin alta")
                .has("/estado", "activo")
                .hasAmount("/total_facturado", "60.00")
                .at("/id")
                .asString();
        List<String> told = jdbc.sql(
                        "select convert_from(body, 'UTF8') from event_log where aggregate_id = ? order by seq")
                .param(UUID.fromString(id))
                .query(String.class)
                .list();
        assertThat(told).hasSize(3);
        assertThat(told.get(0)).contains("ClienteCreado", primera.id.toString(), email);
        assertThat(told.get(1)).contains("ClienteActualizado", segunda.id.toString(), email);
        assertThat(told.get(2)).contains("ClienteActualizado", tercera.id.toString(), email);
    }

    @Test
    void aPaymentFindsItsClientThroughTheInvoice() {
        String id = crm.unCliente();
        var factura = new Factura(cliente(id), "10.00", POR_VENCER);
        tell(factura.emitida());
        tell(new Factura(factura.id, factura.numero, facturado(null, null, null), "10.00", POR_VENCER)
                .pagada("10.00", "10.00"));
        ficha(id).hasAmount("/saldo_pendiente", "0.00").has("/actividades_recientes/0/tipo", "pago");
    }

    @Test
    void anInvoiceFindsItsClientThroughThePaymentThatCameFirst() {
        var factura = new Factura(facturado(null, null, null), "10.00", POR_VENCER);
        tell(factura.pagada("10.00", "10.00"));
        tell(factura.emitida());
        String id = jdbc.sql("select cliente_id from factura_conocida where factura_id = ?")
                .param(factura.id)
                .query(String.class)
                .single();
        ficha(id).has("/numero_facturas", 1).hasAmount("/saldo_pendiente", "0.00");
        actividades(id).has("/1/tipo", "pago").has("/0/tipo", "venta");
    }

    @Test
    void whatIsToldTwiceInABatchCountsOnce() {
        String id = crm.unCliente();
        var factura = new Factura(cliente(id), "10.00", POR_VENCER);
        var anulada = new Factura(cliente(id), "20.00", POR_VENCER);
        tell(factura.emitida(), anulada.emitida(), factura.emitida(), anulada.anulada(), anulada.anulada());
        ficha(id).hasAmount("/total_facturado", "10.00").has("/numero_facturas", 1);
    }

    @Test
    void anEventCannotHaveItsEffectTwice() {
        String id = crm.unCliente();
        Event emitida = event(new Factura(cliente(id), "10.00", POR_VENCER).emitida());
        apply(List.of(emitida));
        assertThatThrownBy(() -> apply(List.of(emitida))).isInstanceOf(DuplicateKeyException.class);
        ficha(id).has("/numero_facturas", 1);
        actividades(id).lacks("/1");
    }

    @Test
    void anEventComesThroughTheBrokerAndASecondDeliveryChangesNothing() {
        String id = crm.unCliente();
        String twice = pagoRecibido(UUID.randomUUID(), id);
        deliver(pagoRecibido(UUID.randomUUID(), id));
        deliver(twice);
        deliver(twice);
        deliver(pagoRecibido(UUID.randomUUID(), id));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> actividades(id).has("/2/tipo", "pago"));
        actividades(id).lacks("/3");
    }

    private void deliver(String cloudEvent) {
        broker.send(
                "factura.eventos",
                "pago.recibido.v1",
                MessageBuilder.withBody(cloudEvent.getBytes(StandardCharsets.UTF_8))
                        .build());
    }

    /** As it is on the wire. */
    private static String pagoRecibido(UUID eventoId, String clienteId) {
        UUID factura = UUID.randomUUID();
        return """
                {"specversion":"1.0","id":"%s","source":"/factura","type":"es.crmfactura.PagoRecibido.v1","subject":"%s",
                 "time":"2026-11-22T10:00:00Z","datacontenttype":"application/json","sequence":"2","partitionkey":"%s",
                 "dataschema":"urn:es.crmfactura:PagoRecibido:v1",
                 "data":{"pago_id":"%s","factura_id":"%s","factura_numero":"FAC-2026-000001",
                   "cliente":{"crm_id":"%s","nombre_completo":"Ana"},"importe":10.00,"fecha":"2026-11-22",
                   "total_factura":20.00,"pagado":10.00,"pendiente":10.00}}""".formatted(eventoId, factura, factura, UUID.randomUUID(), factura, clienteId);
    }

    @Test
    void aBatchOfAllKindsIsAppliedAtOnce() {
        List<String> ids = Stream.generate(crm::unCliente).limit(5).toList();
        var facturas = IntStream.range(0, 100)
                .mapToObj(i -> new Factura(
                        i % 10 == 0 ? facturado(null, null, null) : cliente(ids.get(i % 5)), "10.00", POR_VENCER))
                .toList();
        long before = count();
        tell(facturas.stream()
                .flatMap(f -> Stream.of(
                        f.emitida(),
                        f.pagada("10.00", "10.00"),
                        f.devuelta("10.00", "0.00"),
                        f.vencida("0.00"),
                        f.anulada()))
                .toArray());
        assertThat(count() - before).isEqualTo(500);
        ids.forEach(id -> ficha(id).hasAmount("/total_facturado", "0.00").has("/numero_facturas", 0));
    }

    private void tell(Object... payloads) {
        apply(Arrays.stream(payloads).map(ReaccionAFacturasTest::event).toList());
    }

    private void apply(List<Event> events) {
        transaction.executeWithoutResult(status -> reaccion.apply(events));
    }

    private static Event event(Object payload) {
        return new Event(UUID.randomUUID(), "/factura", "f", 1, Instant.now(), null, payload);
    }

    private String crear(String json) {
        return crm.post("/api/crm/clientes", json).status(201).at("/id").asString();
    }

    private OldClient.Answer ficha(String id) {
        return crm.get("/api/crm/clientes/" + id).status(200);
    }

    private OldClient.Answer actividades(String id) {
        return crm.get("/api/crm/clientes/" + id + "/actividades").status(200);
    }

    private long count() {
        return jdbc.sql("select count(*) from actividad").query(Long.class).single();
    }

    private static ClienteFacturado cliente(String id) {
        return facturado(id, null, null);
    }

    private static ClienteFacturado facturado(@Nullable String crmId, @Nullable String email, @Nullable String cifNif) {
        return new ClienteFacturado(crmId == null ? null : UUID.fromString(crmId), "Cliente sin alta", email, cifNif);
    }

    /** An invoice as billing tells of it. */
    private record Factura(UUID id, String numero, ClienteFacturado cliente, String total, LocalDate vencimiento) {

        Factura(ClienteFacturado cliente, String total, LocalDate vencimiento) {
            this(UUID.randomUUID(), "FAC-" + UUID.randomUUID(), cliente, total, vencimiento);
        }

        FacturaEmitida emitida() {
            var importe = new BigDecimal(total);
            return new FacturaEmitida(
                    id,
                    numero,
                    "FAC",
                    LocalDate.of(2026, 1, 1),
                    vencimiento,
                    cliente,
                    List.of(),
                    List.of(),
                    importe,
                    BigDecimal.ZERO,
                    importe,
                    null,
                    null,
                    null,
                    null);
        }

        PagoRecibido pagada(String importe, String pagado) {
            return pagada(importe, pagado, LocalDate.of(2026, 2, 1));
        }

        PagoRecibido pagada(String importe, String pagado, LocalDate fecha) {
            return new PagoRecibido(
                    UUID.randomUUID(),
                    id,
                    numero,
                    cliente,
                    new BigDecimal(importe),
                    fecha,
                    "transferencia",
                    null,
                    new BigDecimal(total),
                    new BigDecimal(pagado),
                    new BigDecimal(total).subtract(new BigDecimal(pagado)));
        }

        PagoDevuelto devuelta(String importe, String pagado) {
            return new PagoDevuelto(
                    UUID.randomUUID(),
                    id,
                    numero,
                    cliente,
                    new BigDecimal(importe),
                    LocalDate.of(2026, 2, 2),
                    "sin fondos",
                    new BigDecimal(total),
                    new BigDecimal(pagado),
                    new BigDecimal(total).subtract(new BigDecimal(pagado)));
        }

        FacturaVencida vencida(String pagado) {
            return new FacturaVencida(
                    id,
                    numero,
                    cliente,
                    vencimiento,
                    new BigDecimal(total),
                    new BigDecimal(pagado),
                    new BigDecimal(total).subtract(new BigDecimal(pagado)));
        }

        FacturaAnulada anulada() {
            return new FacturaAnulada(
                    id, numero, cliente, LocalDate.of(2026, 2, 3), new BigDecimal(total), "por error");
        }
    }
}
