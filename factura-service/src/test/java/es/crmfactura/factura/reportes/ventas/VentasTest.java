package es.crmfactura.factura.reportes.ventas;

import static es.crmfactura.factura.reportes.TresAnyos.AYUNTAMIENTO;
import static es.crmfactura.factura.reportes.TresAnyos.MANOLO;
import static es.crmfactura.factura.reportes.TresAnyos.RUIZ;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.factura.reportes.ReportesTest;
import es.crmfactura.factura.reportes.TresAnyos;
import es.crmfactura.testing.HttpCaller.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ReportesTest
class VentasTest {

    private static final String VENTAS_DE_2025 = "/api/reportes/ventas?desde=2025-01-01&hasta=2025-12-31&por=";

    @Autowired
    private ShopProgram shop;

    private final int connections;

    VentasTest(@Autowired HikariDataSource pool) {
        connections = pool.getMaximumPoolSize();
    }

    @BeforeEach
    void emitir(@Autowired TresAnyos anyos) {
        anyos.emitir();
    }

    /**
     * Each document in the month of its own date.
     *
     * <pre>
     *  January    e1 500/105, although it was done in 2024
     *  February   e2 400/73 with 17.00 of recargo + e3 2000/420, whatever is withheld
     *  March      e4 500/21 + e5 40/8.40 + e6 20/2                  a year before: d1 1000/210, so (560-1000)/1000
     *  April      e7 1000/210 + e8 800/168
     *  May        r7 -300/-63, which is no sale of its own
     *  June       nothing: e9 is cancelled, and f6 adds 20/2 less the 20/2 of e6 in whose place it stands
     *  July       r8 600/126 less 800/168 of e8 = -200/-42
     *  September  e11 3000/630, whether it is paid or not
     *  October    e12 950/0
     *  December   e13 100/4                                          a year before: d2 200/20, so (100-200)/200
     *  all        8810 / 1536.40 / 17.00 = 10363.40                  1200 / 230 = 1430, so (8810-1200)/1200
     * </pre>
     */
    @Test
    void byMonthEachDocumentCountsOnItsDateForWhatItAdds() {
        Answer answer = shop.get(VENTAS_DE_2025 + "mes").status(200);
        assertThat(filas(answer))
                .containsExactly(
                        "2025-01: 1 500 105 0 605 | 0 0 null",
                        "2025-02: 2 2400 493 17 2910 | 0 0 null",
                        "2025-03: 3 560 31.4 0 591.4 | 1 1000 -44",
                        "2025-04: 2 1800 378 0 2178 | 0 0 null",
                        "2025-05: 0 -300 -63 0 -363 | 0 0 null",
                        "2025-07: 0 -200 -42 0 -242 | 0 0 null",
                        "2025-09: 1 3000 630 0 3630 | 0 0 null",
                        "2025-10: 1 950 0 0 950 | 0 0 null",
                        "2025-12: 1 100 4 0 104 | 1 200 -50");
        assertThat(fila(answer.at("/total"))).isEqualTo("null: 11 8810 1536.4 17 10363.4 | 2 1200 634.17");
        answer.has("/periodo_anterior/desde", "2024-01-01").has("/periodo_anterior/hasta", "2024-12-31");
    }

    /** r13 replaces 100/4 of the year before by 50/2: it is the new year that has less. e14 was done in 2025, and sold in 2026. */
    @Test
    void whatCorrectsTheYearBeforeCountsInTheNewOne() {
        assertThat(filas(shop.get("/api/reportes/ventas?desde=2026-01-01&hasta=2026-01-31&por=dia")
                        .status(200)))
                .containsExactly(
                        "2026-01-05: 1 1000 210 0 1210 | 0 0 null",
                        "2026-01-10: 0 0 0 0 0 | 1 500 -100",
                        "2026-01-15: 0 -50 -2 0 -52 | 0 0 null");
    }

    /**
     * <pre>
     *  FAC  e1 500/105 + e2 400/73/17 + e3 2000/420 + e4 500/21 + e7 1000/210 + e8 800/168 + f6 0/0 + e11 3000/630 + e12 950/0
     *       + e13 100/4 = 9250/1631/17, nine of them
     *  REC  r7 -300/-63 + r8 -200/-42
     *  SIM  e5 40/8.40 + e6 20/2
     * </pre>
     */
    @Test
    void bySeries() {
        assertThat(filas(shop.get(VENTAS_DE_2025 + "serie").status(200)))
                .containsExactly(
                        "FAC: 9 9250 1631 17 10898 | 2 1200 670.83",
                        "REC: 0 -500 -105 0 -605 | 0 0 null",
                        "SIM: 2 60 10.4 0 70.4 | 0 0 null");
    }

    /**
     * Who was exchanged for is who bought.
     *
     * <pre>
     *  Manolo     e1 500/105 + e4 500/21 + e8 800/168 + r8 -200/-42 + e11 3000/630 + e13 100/4      a year before: d1 1000
     *  Ruiz       e2 400/73/17 + e7 1000/210 + r7 -300/-63 + f6 20/2 + e12 950/0                    a year before: d2 200
     *  town hall  e3 2000/420
     *  nobody     e5 40/8.40; e6 became f6
     * </pre>
     */
    @Test
    void byClientWhoMostWasSoldToFirst() {
        assertThat(filas(shop.get(VENTAS_DE_2025 + "cliente").status(200).has("/filas_omitidas", 0)))
                .containsExactly(
                        "Bar Manolo S.L. %s: 5 4700 886 0 5586 | 1 1000 370".formatted(MANOLO),
                        "=Ferretería Ruiz %s: 4 2070 222 17 2309 | 1 200 935".formatted(RUIZ),
                        "Ayuntamiento %s: 1 2000 420 0 2420 | 0 0 null".formatted(AYUNTAMIENTO),
                        "Sin identificar null: 1 40 8.4 0 48.4 | 0 0 null");
    }

    /**
     * From 11 February to 30 June, so that half of the months are not whole: e3 2000, town hall; e4 500 + e8 800, Manolo; e7 1000 + r7
     * -300 + f6 20, Ruiz; e5 40, nobody. A year before, d1 1000 in March.
     */
    @Test
    void byClientAlsoWhereThePeriodBeginsWithinAMonth() {
        Answer answer = shop.get("/api/reportes/ventas?por=cliente&desde=2025-02-11&hasta=2025-06-30")
                .status(200);
        assertThat(filas(answer))
                .containsExactly(
                        "Ayuntamiento %s: 1 2000 420 0 2420 | 0 0 null".formatted(AYUNTAMIENTO),
                        "Bar Manolo S.L. %s: 2 1300 189 0 1489 | 1 1000 30".formatted(MANOLO),
                        "=Ferretería Ruiz %s: 2 720 149 0 869 | 0 0 null".formatted(RUIZ),
                        "Sin identificar null: 1 40 8.4 0 48.4 | 0 0 null");
        assertThat(fila(answer.at("/total"))).isEqualTo("null: 6 4060 766.4 0 4826.4 | 1 1000 306");
    }

    /** Of 8810: 4700 is 53.35 %, 2070 is 23.50 %, 2000 is 22.70 %, 40 is 0.45 %; together 6770 is 76.84 % and 8770 is 99.55 %. */
    @Test
    void theRankingSaysWhichPartOfTheSalesIsWhose() {
        String ranking = "/api/reportes/clientes?desde=2025-01-01&hasta=2025-12-31";
        Answer todos = shop.get(ranking).status(200).has("/total", 4);
        assertThat(puestos(todos))
                .containsExactly(
                        "1 Bar Manolo S.L. 4700 53.35 53.35",
                        "2 =Ferretería Ruiz 2070 23.5 76.84",
                        "3 Ayuntamiento 2000 22.7 99.55",
                        "4 Sin identificar 40 0.45 100");
        assertThat(todos.at("/clientes/0/cliente/cliente_crm_id").isNull()).isFalse();
        Answer parte = shop.get(ranking + "&skip=2&limit=1").status(200).has("/total", 4);
        assertThat(puestos(parte)).containsExactly("3 Ayuntamiento 2000 22.7 99.55");
        assertThat(parte.header("Link")).contains("rel=\"next\"", "skip=3");
    }

    @Test
    void asCsvAmountsHaveACommaAndTextsAreNoFormulas() {
        Answer csv = shop.get(VENTAS_DE_2025 + "cliente&formato=csv").status(200);
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"ventas-por-cliente.csv\"");
        assertThat(csv.response().body().lines())
                .startsWith(
                        "\uFEFFCliente;NIF;Facturas;Base;IVA;Recargo;Importe;Facturas del año anterior;Base del año anterior;"
                                + "IVA del año anterior;Recargo del año anterior;Importe del año anterior;Variación (%)",
                        "Bar Manolo S.L.;B12345674;5;4700,00;886,00;0,00;5586,00;1;1000,00;210,00;0,00;1210,00;370,00",
                        "'=Ferretería Ruiz;12345678Z;4;2070,00;222,00;17,00;2309,00;1;200,00;20,00;0,00;220,00;935,00");
        assertThat(shop.get("/api/reportes/ventas?desde=2026-01-01&hasta=2026-01-31&por=dia&formato=csv")
                        .response()
                        .body()
                        .lines()
                        .skip(1))
                .startsWith("05/01/2026;1;1000,00;210,00;0,00;1210,00;0;0,00;0,00;0,00;0,00;");
    }

    @Test
    void whereNothingWasSoldAllIsZero() {
        Answer answer = shop.get("/api/reportes/ventas?por=cliente&desde=1950-01-01&hasta=1950-12-31")
                .status(200)
                .has("/filas", List.of());
        assertThat(fila(answer.at("/total"))).isEqualTo("null: 0 0 0 0 0 | 0 0 null");
        shop.get("/api/reportes/clientes?desde=1950-01-01&hasta=1950-12-31")
                .status(200)
                .has("/clientes", List.of())
                .has("/total", 0);
    }

    @ParameterizedTest
    @CsvSource({
        "ventas?por=semana, 400, por",
        "ventas?desde=ayer, 400, desde",
        "ventas?formato=pdf, 400, formato",
        "ventas?cliente=1, 400, cliente",
        "ventas?desde=2025-02-01&hasta=2025-01-31, 422, hasta",
        "ventas?desde=2020-01-01&hasta=2025-01-01, 422, desde",
        "ventas?desde=1899-12-31&hasta=1900-01-31, 422, desde",
        "ventas?desde=9999-12-31&hasta=+10000-01-01, 422, hasta",
        "clientes?desde=2025-02-01&hasta=2025-01-31, 422, hasta",
        "clientes?limit=101, 422, limit"
    })
    void whatCantBeAnsweredIsRefusedWithTheParameterAtFault(String pregunta, int status, String campo) {
        shop.get("/api/reportes/" + pregunta.replace("+", "%2B"))
                .problem(status, status == 400 ? "parametro_desconocido" : "campos_invalidos")
                .has("/errores/0/campo", campo);
    }

    @ParameterizedTest
    @EnumSource
    void askedMoreOftenThanThereAreConnectionsItKeepsAnswering(Agrupacion por) {
        for (int i = 0; i <= connections; i++) {
            shop.get(VENTAS_DE_2025 + por).status(200);
        }
    }

    @Test
    void fiveYearsAreNotTooMany() {
        shop.get("/api/reportes/ventas?desde=2020-01-02&hasta=2025-01-01").status(200);
    }

    private static List<String> filas(Answer answer) {
        List<String> filas = new ArrayList<>();
        answer.at("/filas").forEach(fila -> filas.add(fila(fila)));
        return filas;
    }

    /** What it is of, this year's figures, and of the year before the number, the base and the change. */
    private static String fila(JsonNode fila) {
        JsonNode cliente = fila.at("/cliente");
        String clave = cliente.isObject()
                ? cliente.at("/nombre").asString() + " " + texto(cliente.at("/cif_nif"))
                : texto(fila.at("/clave"));
        return "%s: %s %s %s %s %s | %s %s %s"
                .formatted(
                        clave,
                        texto(fila.at("/actual/facturas")),
                        texto(fila.at("/actual/base")),
                        texto(fila.at("/actual/cuota_iva")),
                        texto(fila.at("/actual/recargo")),
                        texto(fila.at("/actual/importe")),
                        texto(fila.at("/anterior/facturas")),
                        texto(fila.at("/anterior/base")),
                        texto(fila.at("/variacion")));
    }

    private static List<String> puestos(Answer answer) {
        List<String> puestos = new ArrayList<>();
        answer.at("/clientes")
                .forEach(puesto -> puestos.add("%s %s %s %s %s"
                        .formatted(
                                texto(puesto.at("/posicion")),
                                texto(puesto.at("/cliente/nombre")),
                                texto(puesto.at("/ventas/base")),
                                texto(puesto.at("/participacion")),
                                texto(puesto.at("/acumulado")))));
        return puestos;
    }

    private static String texto(JsonNode valor) {
        return valor.isNull()
                ? "null"
                : valor.isNumber() ? valor.decimalValue().stripTrailingZeros().toPlainString() : valor.asString();
    }
}
