package es.crmfactura.factura.reportes.cobros;

import static es.crmfactura.factura.reportes.TresAnyos.MANOLO;
import static es.crmfactura.factura.reportes.TresAnyos.RUIZ;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.ShopProgram;
import es.crmfactura.factura.reportes.ReportesTest;
import es.crmfactura.factura.reportes.TresAnyos;
import es.crmfactura.testing.HttpCaller.Answer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ReportesTest
class CobrosTest {

    @Autowired
    private ShopProgram shop;

    @Autowired
    private PrevisionReadModel prevision;

    @BeforeEach
    void emitir(@Autowired TresAnyos anyos) {
        anyos.emitir();
    }

    /**
     * <pre>
     *  Manolo  e4 521, due 04-09, 26 days; e8 968, due 05-15, nothing of it paid yet
     *  Ruiz    e7 1210, due 05-02, 3 days, before r7 takes 363 off it; e2 490 - 200 = 290, due 03-07, 59 days
     *  nobody  e6 22, due 04-12, 23 days, before it is exchanged
     * </pre>
     */
    @Test
    void onADayBeforeTheCorrectionsItIsAllThatWasInvoiced() {
        assertThat(pendientes("2025-05-05"))
                .containsExactly(
                        "todo: 5 3011 = 968 1753 290 0 0",
                        RUIZ + ": 2 1500 = 0 1210 290 0 0",
                        MANOLO + ": 2 1489 = 968 521 0 0 0",
                        "null: 1 22 = 0 22 0 0 0");
    }

    /** Of e8 100 have been paid: 868, due 46 days ago, before r8 replaces it. e4 82 days, e2 115, e7 847 59. */
    @Test
    void onADayBeforeItIsReplacedAnInvoiceIsDueByItself() {
        assertThat(pendientes("2025-06-30"))
                .containsExactly(
                        "todo: 4 2526 = 0 0 1715 521 290",
                        MANOLO + ": 2 1389 = 0 0 868 521 0",
                        RUIZ + ": 2 1137 = 0 0 847 0 290");
    }

    /**
     * e11 was paid on 10-01, and not yet returned.
     *
     * <pre>
     *  Ruiz    e2 290, 222 days; e7 1210 - 363 = 847, 166 days; e12 950, due 11-04
     *  Manolo  e4 521, 189 days; r8 726 - 100 paid of e8 = 626, due 07-31, 76 days
     * </pre>
     */
    @Test
    void aPaymentCountsUntilItIsReturned() {
        assertThat(pendientes("2025-10-15"))
                .containsExactly(
                        "todo: 5 3234 = 950 0 0 626 1658",
                        RUIZ + ": 3 2087 = 950 0 0 0 1137",
                        MANOLO + ": 2 1147 = 0 0 0 626 521");
    }

    /** Since then the payment of e11 is returned: 3630, due 10-01, 45 days. e12 11 days, r8 107. */
    @Test
    void aReturnedPaymentIsDueAgain() {
        assertThat(pendientes("2025-11-15"))
                .containsExactly(
                        "todo: 6 6864 = 0 950 3630 0 2284",
                        MANOLO + ": 3 4777 = 0 0 3630 0 1147",
                        RUIZ + ": 3 2087 = 0 950 0 0 1137");
    }

    /**
     * What happened in January changes nothing: e7 was paid on 01-10, the payment of e12 returned on 01-08, e13 replaced on 01-15, e14
     * issued on 01-05.
     *
     * <pre>
     *  Manolo  e4 521, r8 626 and e11 3630, more than 90 days (e11: 91); e13 104, due 01-30
     *  Ruiz    e2 290 and e7 847, more than 90 days
     * </pre>
     */
    @Test
    void atTheEndOfAYearItIsAsItWasThen() {
        assertThat(pendientes("2025-12-31"))
                .containsExactly(
                        "todo: 6 6018 = 104 0 0 0 5914",
                        MANOLO + ": 4 4881 = 104 0 0 0 4777",
                        RUIZ + ": 2 1137 = 0 0 0 0 1137");
    }

    /** e4 521 + r8 626 + e11 3630 + e14 1210 + r13 52, and e2 290 + e12 950: as each invoice says itself. */
    @Test
    void todayItIsWhatTheInvoicesSay() {
        Answer hoy = shop.get("/api/reportes/cobros-pendientes").status(200).has("/todo/pendiente", 7279.00);
        assertThat(hoy.at("/clientes/0/debe/pendiente").decimalValue()).isEqualByComparingTo("6039");
        assertThat(hoy.at("/clientes/1/debe/pendiente").decimalValue()).isEqualByComparingTo("1240");
        assertThat(shop.get("/api/facturas?vencidas=true").at("/total").asInt()).isEqualTo(7);
    }

    @Test
    void onePageHasTheSumsOfAll() {
        Answer parte = shop.get("/api/reportes/cobros-pendientes?fecha=2025-12-31&skip=1&limit=1")
                .status(200)
                .has("/total", 2)
                .has("/todo/facturas", 6)
                .has("/clientes/0/cliente/cif_nif", RUIZ);
        assertThat(parte.at("/clientes")).hasSize(1);
    }

    @Test
    void asCsv() {
        assertThat(shop.get("/api/reportes/cobros-pendientes?fecha=2025-12-31&formato=csv")
                        .status(200)
                        .response()
                        .body()
                        .lines())
                .containsExactly(
                        "\uFEFFCliente;NIF;Facturas;Pendiente;Sin vencer;De 1 a 30 días;De 31 a 60 días;De 61 a 90 días;Más de 90 días",
                        "Bar Manolo S.L.;B12345674;4;4881,00;104,00;0,00;0,00;0,00;4777,00",
                        "'=Ferretería Ruiz;12345678Z;2;1137,00;0,00;0,00;0,00;0,00;1137,00");
    }

    /**
     * On 2026-01-20, from what was paid since January 2025, days after the due one weighted by amounts:
     *
     * <pre>
     *  Manolo     e1 605 x 1, e8 100 x 0                                     605 / 705 = 0.86, so 1 day
     *  Ruiz       d2 220 x -9, e2 200 x -6, f6 22 x -30, e7 847 x 253        210451 / 1289 = 163.27, so 163 days
     *  town hall  e3 2120 x 0
     *  nobody     e5 48.40 x -30
     *  all        209604 / 4162.40 = 50.36; what was returned (e11, e12) counts no more, d1 is too old
     *
     *                                due         expected
     *  e4 521, r8 626, e11 3630      before      long since, so today
     *  e2 290                        2025-03-07  2025-08-17, so today
     *  e12 950                       2025-11-04  2026-04-16
     *  e14 1210                      2026-02-04  2026-02-05
     *  r13 52                        2026-02-14  2026-02-15
     * </pre>
     */
    @Test
    void whatIsDueIsExpectedAsLateAsEachClientPays() {
        PrevisionDeCobros enero = prevision.prevision(LocalDate.of(2026, 1, 20), 4);
        assertThat(enero.retrasoMedio()).isEqualByComparingTo("50.36");
        assertThat(enero.vencido().euros()).isEqualByComparingTo("6017");
        assertThat(enero.meses())
                .extracting(
                        mes -> "%s %s %s %d".formatted(mes.mes(), mes.porVencimiento(), mes.previsto(), mes.facturas()))
                .containsExactly(
                        "2026-01 0.00 5067.00 4",
                        "2026-02 1262.00 1262.00 2",
                        "2026-03 0.00 0.00 0",
                        "2026-04 0.00 950.00 1");
    }

    @Test
    void theLastMonthOfTheForecastHasAllThatComesLater() {
        PrevisionDeCobros enero = prevision.prevision(LocalDate.of(2026, 1, 20), 2);
        assertThat(enero.meses().get(1).porVencimiento().euros()).isEqualByComparingTo("1262");
        assertThat(enero.meses().get(1).previsto().euros()).isEqualByComparingTo("2212");
    }

    @Test
    void theForecastOfTodayHasAsManyMonthsAsAreAskedFor() {
        Answer doce = shop.get("/api/reportes/prevision-cobros").status(200);
        assertThat(doce.at("/meses")).hasSize(12);
        assertThat(shop.get("/api/reportes/prevision-cobros?meses=3&formato=csv")
                        .status(200)
                        .response()
                        .body()
                        .lines())
                .hasSize(4)
                .startsWith("\uFEFFMes;Por vencimiento;Previsto;Facturas");
    }

    @ParameterizedTest
    @CsvSource({
        "cobros-pendientes?fecha=31-12-2025, 400, fecha",
        "cobros-pendientes?fecha=1899-12-31, 422, fecha",
        "cobros-pendientes?limit=0, 422, limit",
        "prevision-cobros?meses=0, 422, meses",
        "prevision-cobros?meses=37, 422, meses"
    })
    void whatCantBeAnsweredIsRefusedWithTheParameterAtFault(String pregunta, int status, String campo) {
        shop.get("/api/reportes/" + pregunta)
                .problem(status, status == 400 ? "parametro_desconocido" : "campos_invalidos")
                .has("/errores/0/campo", campo);
    }

    private List<String> pendientes(String fecha) {
        Answer answer =
                shop.get("/api/reportes/cobros-pendientes?fecha=" + fecha).status(200);
        List<String> filas = new ArrayList<>();
        filas.add("todo: " + pendiente(answer.at("/todo")));
        answer.at("/clientes").forEach(deudor -> {
            JsonNode nif = deudor.at("/cliente/cif_nif");
            filas.add((nif.isNull() ? "null" : nif.asString()) + ": " + pendiente(deudor.at("/debe")));
        });
        return filas;
    }

    /** How many invoices, how much, and what of it is not due, up to 30, 60 and 90 days late, and later. */
    private static String pendiente(JsonNode debe) {
        return "%s %s = %s %s %s %s %s"
                .formatted(
                        debe.at("/facturas").asString(),
                        euros(debe, "pendiente"),
                        euros(debe, "sin_vencer"),
                        euros(debe, "de_1_a_30"),
                        euros(debe, "de_31_a_60"),
                        euros(debe, "de_61_a_90"),
                        euros(debe, "mas_de_90"));
    }

    private static String euros(JsonNode debe, String campo) {
        return debe.path(campo).decimalValue().stripTrailingZeros().toPlainString();
    }
}
