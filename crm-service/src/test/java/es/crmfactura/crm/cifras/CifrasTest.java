package es.crmfactura.crm.cifras;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventHandler;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@CrmTest
class CifrasTest {

    @Autowired
    private EventHandler reaccionAFacturas;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private OldClient crm;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private LocalDate hoy;
    private String id;

    @BeforeEach
    void aClient() {
        hoy = LocalDate.now(clock);
        id = crm.unCliente();
    }

    @Test
    void aClientWithoutInvoicesHasNoneOfThem() {
        cifras().hasAmount("/cliente/cifras/facturado", "0.00")
                .hasAmount("/cliente/cifras/cobrado", "0.00")
                .hasAmount("/cliente/cifras/pendiente", "0.00")
                .hasAmount("/cliente/cifras/vencido", "0.00")
                .has("/cliente/cifras/numero_facturas", 0)
                .hasAmount("/cliente/cifras/promedio_venta", "0.00")
                .has("/cliente/cifras/promedio_dias_pago", null)
                .has("/cliente/cifras/tasa_pagos_a_tiempo", null)
                .has("/cliente/cifras/primera_factura", null)
                .hasAmount("/cliente/cifras/valor_de_vida", "0.00")
                .has("/cliente/cifras/top_percentil", false)
                .has("/cliente/ultimo_contacto", null)
                .has("/facturas", List.of());
        riesgo("bajo");
    }

    @Test
    void invoicesAndPaymentsAddUp() {
        var pagada = emitida("100.00", 40, 10).pagar("100.00", hace(30));
        var aMedias = emitida("50.00", 20, 5).pagar("20.00", hace(3));
        var porVencer = emitida("30.01", 1, -30);
        contar(pagada, aMedias, porVencer);
        cifras().hasAmount("/cliente/cifras/facturado", "180.01")
                .has("/cliente/cifras/cobrado", 120.0)
                .hasAmount("/cliente/cifras/pendiente", "60.01")
                .hasAmount("/cliente/cifras/vencido", "30.00")
                .has("/cliente/cifras/numero_facturas", 3)
                .hasAmount("/cliente/cifras/promedio_venta", "60.00")
                .hasAmount("/cliente/cifras/promedio_dias_pago", "10.0")
                .hasAmount("/cliente/cifras/tasa_pagos_a_tiempo", "50.00")
                .has("/cliente/cifras/primera_factura", hace(40).toString());
    }

    @Test
    void theLastContactIsTheLatestOfWhatWasToldOfIt() {
        var factura = emitida("100.00", 40, 10).pagar("100.00", hace(30));
        contar(factura);
        Event ultimo =
                factura.eventos.stream().max(Comparator.comparing(Event::time)).orElseThrow();
        String contacto = cifras().at("/cliente/ultimo_contacto").asString();
        assertThat(OffsetDateTime.parse(contacto)).isEqualTo(ultimo.time().atOffset(ZoneOffset.UTC));
    }

    @Test
    void whatItIsWorthIsThreeYearsOfItsPace() {
        contar(emitida("100.00", 1461, 1400).pagar("100.00", hace(1450)), emitida("300.00", 2, -30));
        cifras().hasAmount("/cliente/cifras/valor_de_vida", "300.00");
    }

    @Test
    void thePaceOfANewClientIsThatOfAYear() {
        contar(emitida("100.00", 2, -30));
        cifras().hasAmount("/cliente/cifras/valor_de_vida", "300.00");
    }

    @Test
    void anInvoiceThatTakesAnothersPlaceTakesItsPaymentsToo() {
        var equivocada = emitida("100.00", 100, 90).pagar("80.00", hace(95));
        var buena = equivocada.sustituidaPor("80.00", hace(99), hace(90));
        contar(equivocada, buena);
        cifras().hasAmount("/cliente/cifras/facturado", "80.00")
                .hasAmount("/cliente/cifras/pendiente", "0.00")
                .hasAmount("/cliente/cifras/vencido", "0.00")
                .has("/cliente/cifras/numero_facturas", 1);
        riesgo("bajo");
        estados("pagada", "rectificada");
    }

    @Test
    void whenTheInvoiceInItsPlaceIsCancelledTheFirstStandsAgain() {
        var primera = emitida("100.00", 20, -10);
        var segunda = primera.sustituidaPor("60.00", hace(10), hoy.plusDays(20));
        contar(primera, segunda);
        cifras().hasAmount("/cliente/cifras/facturado", "60.00");
        contarSolo(segunda.anular(hoy).eventos.get(1));
        cifras().hasAmount("/cliente/cifras/facturado", "100.00").has("/cliente/cifras/numero_facturas", 1);
        estados("anulada", "emitida");
    }

    @Test
    void whoHasAFullInvoiceForSimplifiedOnesHasPaidWhatWasPaidOfThose() {
        var anonimo = new ClienteFacturado(null, "Mostrador", null, "T" + UUID.randomUUID());
        var pagada = FacturaSimulada.emitida(anonimo, "40.00", hace(60), hace(30), new Random());
        pagada.pagar("40.00", hace(60));
        var porPagar = emitida("60.00", 50, 20);
        contar(pagada, porPagar);
        contar(enCanjeDe(pagada, porPagar));
        cifras().hasAmount("/cliente/cifras/facturado", "100.00")
                .hasAmount("/cliente/cifras/cobrado", "40.00")
                .hasAmount("/cliente/cifras/pendiente", "60.00")
                .hasAmount("/cliente/cifras/vencido", "60.00")
                .has("/cliente/cifras/numero_facturas", 1);
        estados("vencida", "rectificada");
        String mostrador = jdbc.sql("select id::text from cliente where cif_nif = upper(?)")
                .param(anonimo.cifNif())
                .query(String.class)
                .single();
        crm.get("/api/crm/clientes/" + mostrador + "/ficha")
                .hasAmount("/cliente/cifras/facturado", "0.00")
                .hasAmount("/cliente/cifras/cobrado", "0.00")
                .hasAmount("/cliente/cifras/pendiente", "0.00")
                .has("/facturas/0/estado", "rectificada");
    }

    @Test
    void whenAFullInvoiceForOthersIsPaidByThoseItIsPaid() {
        var pagada = emitida("40.00", 60, 30).pagar("40.00", hace(60));
        var completa = enCanjeDe(pagada);
        contar(pagada, completa);
        cifras().hasAmount("/cliente/cifras/vencido", "0.00").hasAmount("/cliente/cifras/pendiente", "0.00");
        estados("pagada", "rectificada");
        contarSolo(completa.anular(hoy).eventos.get(1));
        cifras().hasAmount("/cliente/cifras/facturado", "40.00").hasAmount("/cliente/cifras/cobrado", "40.00");
        estados("anulada", "pagada");
    }

    @Test
    void aFullInvoiceMayBeHeardOfBeforeThoseThatWereExchanged() {
        var primera = emitida("40.00", 60, 30).pagar("15.00", hace(60));
        var completa = enCanjeDe(primera);
        contar(completa);
        cifras().hasAmount("/cliente/cifras/facturado", "40.00").hasAmount("/cliente/cifras/pendiente", "40.00");
        contar(primera);
        cifras().hasAmount("/cliente/cifras/facturado", "40.00").hasAmount("/cliente/cifras/pendiente", "25.00");
    }

    private FacturaSimulada enCanjeDe(FacturaSimulada... canjeadas) {
        var cliente = new ClienteFacturado(UUID.fromString(id), "Cliente", null, null);
        return FacturaSimulada.enCanjeDe(List.of(canjeadas), cliente, hace(10), hace(1), new Random());
    }

    @Test
    void aDifferenceCorrectsASumAndIsNoSale() {
        var factura = emitida("100.00", 100, 90);
        contar(factura, factura.corregidaEn("-40.00", hace(80), hace(50)));
        cifras().hasAmount("/cliente/cifras/facturado", "60.00")
                .hasAmount("/cliente/cifras/pendiente", "60.00")
                .hasAmount("/cliente/cifras/vencido", "60.00")
                .has("/cliente/cifras/numero_facturas", 1)
                .hasAmount("/cliente/cifras/promedio_venta", "60.00");
    }

    @Test
    void anInvoiceThatWasTakenBackIsNeitherOwedNorLate() {
        List<FacturaSimulada> devueltas =
                IntStream.range(0, 3).mapToObj(i -> emitida("100.00", 400, 390)).toList();
        devueltas.forEach(factura -> contar(factura, factura.corregidaEn("-100.00", hace(380), hace(350))));
        contar(emitida("10.00", 20, 1));
        cifras().hasAmount("/cliente/cifras/vencido", "10.00").hasAmount("/cliente/cifras/tasa_pagos_a_tiempo", "0.00");
        riesgo("medio", "Debe una factura que venció hace 1 día");
    }

    @Test
    void aDifferenceThatAddsIsOwedByItself() {
        var factura = emitida("100.00", 100, 90).pagar("100.00", hace(95));
        contar(factura, factura.corregidaEn("20.00", hace(80), hace(50)));
        cifras().hasAmount("/cliente/cifras/vencido", "20.00").has("/cliente/cifras/numero_facturas", 1);
        riesgo("medio", "Debe una factura que venció hace 50 días");
    }

    @Test
    void aCancelledInvoiceCountsNowhere() {
        contar(emitida("100.00", 100, 90).anular(hace(80)));
        cifras().hasAmount("/cliente/cifras/facturado", "0.00")
                .hasAmount("/cliente/cifras/vencido", "0.00")
                .has("/cliente/cifras/numero_facturas", 0)
                .has("/cliente/cifras/primera_factura", null);
        riesgo("bajo");
        estados("anulada");
    }

    @Test
    void aReturnedPaymentIsOwedAgainAndTellsOfARisk() {
        var factura = emitida("100.00", 20, -10).pagar("100.00", hace(15));
        contar(factura.devolver(factura.pagos.get(0), hace(12)));
        cifras().has("/cliente/cifras/cobrado", 0.0)
                .hasAmount("/cliente/cifras/pendiente", "100.00")
                .hasAmount("/cliente/cifras/vencido", "0.00")
                .has("/cliente/cifras/promedio_dias_pago", null);
        riesgo("medio", "Se devolvió un pago suyo el " + hace(12).format(DateTimeFormatter.ofPattern("dd/MM/uuuu")));
    }

    @Test
    void aReturnIsForgottenAfterAYear() {
        var factura = emitida("100.00", 500, 450).pagar("100.00", hace(480));
        factura.devolver(factura.pagos.get(0), hace(365)).pagar("100.00", hace(364));
        contar(factura);
        riesgo("bajo");
    }

    @Test
    void anOverdueInvoiceIsAMediumRiskAndAHighOneAfterSixtyDays() {
        contar(emitida("100.00", 90, 60));
        riesgo("medio", "Debe una factura que venció hace 60 días");
        contar(emitida("100.00", 90, 61));
        riesgo("alto", "Debe una factura que venció hace 61 días");
    }

    @Test
    void threeOverdueInvoicesAreAHighRisk() {
        contar(emitida("1.00", 9, 1), emitida("1.00", 9, 2), emitida("1.00", 9, 3));
        riesgo(
                "alto",
                "Solo pagó a tiempo 0 de 3 facturas",
                "Tiene 3 facturas vencidas sin pagar",
                "Debe una factura que venció hace 3 días");
    }

    @Test
    void whoPaysLateIsARiskOnceThreeInvoicesWereDue() {
        contar(pagadaConRetraso(), pagadaConRetraso());
        riesgo("bajo");
        contar(pagadaATiempo(), pagadaATiempo());
        riesgo("medio", "Solo pagó a tiempo 2 de 4 facturas");
        contar(pagadaConRetraso());
        riesgo("alto", "Solo pagó a tiempo 2 de 5 facturas");
    }

    @Test
    void whoPaysFourOfFiveInTimeIsNone() {
        contar(pagadaConRetraso());
        Stream.generate(this::pagadaATiempo).limit(4).forEach(this::contar);
        cifras().hasAmount("/cliente/cifras/tasa_pagos_a_tiempo", "80.00");
        riesgo("bajo");
    }

    @Test
    void whoOwesMoreThanItsCreditIsAMediumRisk() {
        crm.put("/api/crm/clientes/" + id, "{\"nombre_completo\":\"Con crédito\",\"credito_disponible\":100}")
                .status(200);
        contar(emitida("100.00", 1, -30));
        riesgo("bajo");
        contar(emitida("0.01", 1, -30));
        riesgo("medio", "Debe más que su crédito disponible");
    }

    @Test
    void eachInvoiceOnThePageSaysHowItIs() {
        contar(
                emitida("10.00", 6, -30),
                emitida("10.00", 5, -30).pagar("4.00", hace(1)),
                emitida("10.00", 4, -30).pagar("10.00", hace(1)),
                emitida("10.00", 3, 1).pagar("4.00", hace(1)),
                emitida("10.00", 2, -30).anular(hace(1)));
        estados("anulada", "vencida", "pagada", "parcialmente_pagada", "emitida");
    }

    @Test
    void aPaymentThatComesBeforeItsInvoiceCountsWithIt() {
        var factura = emitida("100.00", 40, 10).pagar("60.00", hace(30));
        contarSolo(factura.eventos.get(1));
        cifras().has("/cliente/cifras/cobrado", 0.0).has("/facturas", List.of());
        contarSolo(factura.eventos.get(0));
        cifras().has("/cliente/cifras/cobrado", 60.0).hasAmount("/cliente/cifras/vencido", "40.00");
    }

    @Test
    void oneClientInTenIsAmongTheBest() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("update factura_conocida set anulada = true where not anulada")
                    .update();
            IntStream.rangeClosed(1, 20).forEach(i -> deOtro(i + ".00"));
            assertThat(new MejoresClientes(jdbc, clock).umbral()).isEqualTo(new BigDecimal("18.00"));
        });
    }

    @Test
    void whoInvoicesMoreThanAnyoneIsAmongTheBest() {
        contar(emitida("999999999.00", 1, -30));
        BigDecimal umbral = new MejoresClientes(jdbc, clock).umbral();
        assertThat(umbral).isLessThanOrEqualTo(new BigDecimal("999999999.00"));
        cifras().has("/cliente/cifras/top_percentil", true);
    }

    private void deOtro(String total) {
        var otro = new ClienteFacturado(null, "Otro", null, "T" + UUID.randomUUID());
        contar(FacturaSimulada.emitida(otro, total, hoy, hoy, new Random()));
    }

    private FacturaSimulada pagadaATiempo() {
        return emitida("10.00", 40, 10).pagar("10.00", hace(10));
    }

    private FacturaSimulada pagadaConRetraso() {
        return emitida("10.00", 40, 10).pagar("10.00", hace(9));
    }

    /**
     * @param emitida days ago
     * @param vencida days ago; negative if it is still to come
     */
    private FacturaSimulada emitida(String total, int emitida, int vencida) {
        var cliente = new ClienteFacturado(UUID.fromString(id), "Cliente", null, null);
        return FacturaSimulada.emitida(cliente, total, hace(emitida), hace(vencida), new Random());
    }

    private LocalDate hace(int dias) {
        return hoy.minusDays(dias);
    }

    private void contar(FacturaSimulada... facturas) {
        contarSolo(Arrays.stream(facturas)
                .flatMap(factura -> factura.eventos.stream())
                .toArray(Event[]::new));
    }

    private void contarSolo(Event... eventos) {
        transaction.executeWithoutResult(status -> reaccionAFacturas.apply(List.of(eventos)));
    }

    private OldClient.Answer cifras() {
        return crm.get("/api/crm/clientes/" + id + "/ficha").status(200);
    }

    private void riesgo(String nivel, String... motivos) {
        cifras().has("/cliente/cifras/riesgo_impago", nivel).has("/cliente/cifras/riesgo_motivos", List.of(motivos));
    }

    /** Of the latest invoice first. */
    private void estados(String... estados) {
        assertThat(cifras().at("/facturas")
                        .valueStream()
                        .map(factura -> factura.get("estado").asString()))
                .containsExactly(estados);
    }
}
