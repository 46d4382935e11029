package es.crmfactura.factura.reportes.impuestos;

import static es.crmfactura.factura.reportes.TresAnyos.MANOLO;
import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.ShopProgram;
import es.crmfactura.factura.reportes.ReportesTest;
import es.crmfactura.factura.reportes.TresAnyos;
import es.crmfactura.testing.HttpCaller.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ReportesTest
class ImpuestosTest {

    @Autowired
    private ShopProgram shop;

    @BeforeEach
    void emitir(@Autowired TresAnyos anyos) {
        anyos.emitir();
    }

    /**
     * <pre>
     *  21 %         e2 300/63 + e3 2000/420 + e4 100/21 + e5 40/8.40 = 2440/512.40; e1 was done in the year before
     *  10 %         e2 100/10 + e6 20/2 = 120/12
     *  recargo      e2 300 at 5.2 = 15.60, 100 at 1.4 = 1.40
     *  exempt (E1)  e4 400, which has no box
     *  cuotas       512.40 + 12 + 15.60 + 1.40 = 541.40
     * </pre>
     */
    @Test
    void theTaxOfAQuarterByRatesWithTheBoxesOfTheForm() {
        Answer answer = iva(2025, 1).has("/cuota_devengada", 541.40);
        assertThat(lineas(answer))
                .containsExactly(
                        "04 06: IVA al 10 % 120 12",
                        "07 09: IVA al 21 % 2440 512.4",
                        "19 21: Recargo de equivalencia al 1,4 % 100 1.4",
                        "22 24: Recargo de equivalencia al 5,2 % 300 15.6",
                        "null null: Exentas por el artículo 20 400 0");
        answer.has("/periodo/desde", "2025-01-01").has("/periodo/hasta", "2025-03-31");
    }

    /** e7 1000/210 + e8 800/168; r7 apart, -300/-63. e9 is cancelled, and f6 adds nothing to e6. */
    @Test
    void whatDifferencesChangeIsApart() {
        assertThat(lineas(iva(2025, 2).has("/cuota_devengada", 315.00)))
                .containsExactly("07 09: IVA al 21 % 1800 378", "14 15: Modificación de bases y cuotas -300 -63");
    }

    /** e11 3000/630; r8 600/126 in the place of e8 800/168. */
    @Test
    void whatAReplacementChangesIsApartInItsOwnQuarter() {
        assertThat(lineas(iva(2025, 3).has("/cuota_devengada", 588.00)))
                .containsExactly("07 09: IVA al 21 % 3000 630", "14 15: Modificación de bases y cuotas -200 -42");
    }

    /** e13 100/4 and e14 1000/210, done on 2025-12-29; of e12 700 went to another member state and 250 were exported. */
    @Test
    void whatWasDoneInTheQuarterIsOfTheQuarterAlsoIfInvoicedAfterIt() {
        assertThat(lineas(iva(2025, 4).has("/cuota_devengada", 214.00)))
                .containsExactly(
                        "01 03: IVA al 4 % 100 4",
                        "07 09: IVA al 21 % 1000 210",
                        "59 null: Entregas intracomunitarias exentas (artículo 25) 700 0",
                        "60 null: Exportaciones (artículo 21) 250 0");
        // r13 replaces 100/4 by 50/2
        assertThat(lineas(iva(2026, 1))).containsExactly("14 15: Modificación de bases y cuotas -50 -2");
    }

    /** d2 200/20 and e1 500/105, done on 2024-12-28, of which the first quarter of 2025 has nothing. In 2024-03, d1. */
    @Test
    void whatNoFormThatWeKnowHadABoxForNamesNone() {
        assertThat(lineas(iva(2024, 4))).containsExactly("04 06: IVA al 10 % 200 20", "07 09: IVA al 21 % 500 105");
        assertThat(lineas(iva(2024, 1))).containsExactly("null null: IVA al 21 % 1000 210");
    }

    @Test
    void everyLineIsThereAlsoWhereThereIsNothing() {
        assertThat(iva(1950, 1).at("/lineas")).hasSize(Casilla.values().length);
        assertThat(shop.get("/api/reportes/iva?ejercicio=2025&trimestre=1&formato=csv")
                        .status(200)
                        .response()
                        .body()
                        .lines())
                .hasSize(Casilla.values().length + 1)
                .contains(
                        "\uFEFFConcepto;Tipo (%);Causa;Base;Cuota;Casilla de la base;Casilla de la cuota",
                        "IVA al 21 %;21,00;;2440,00;512,40;07;09");
    }

    /**
     * By the day of the tax, taxes included, what is withheld not taken off.
     *
     * <pre>
     *  Manolo     e4 521 | e8 968 | r8 726 - 968 = -242, e11 3630 | e13 104, e14 1210          6191, and e1 is of 2024
     *  Ruiz       e2 490 | e7 1210, r7 -363, f6 22 | | e12 is declared in other forms          1359, too little
     *  town hall  e3, from which tax is withheld
     *  nobody     e5 48.40; e6 became f6, of Ruiz
     *  all        6191 + 1359 + 48.40 + e12 950 + e3 2420 = 10968.40
     * </pre>
     */
    @Test
    void partiesAboveTheLimitAreDeclaredByQuarters() {
        Answer answer = shop.get("/api/reportes/347?ejercicio=2025")
                .status(200)
                .has("/umbral", 3005.06)
                .has("/total", 1)
                .has("/declarados/0/cif_nif", MANOLO)
                .has("/declarados/0/nombre", "Bar Manolo S.L.")
                .has("/declarados/0/clave", "B")
                .has("/declarados/0/primer_trimestre", 521.00)
                .has("/declarados/0/segundo_trimestre", 968.00)
                .has("/declarados/0/tercer_trimestre", 3388.00)
                .has("/declarados/0/cuarto_trimestre", 1314.00)
                .has("/declarados/0/importe", 6191.00);
        answer.has("/resumen/facturado", 10968.40)
                .has("/resumen/declarado", 6191.00)
                .has("/resumen/bajo_el_umbral", 1359.00)
                .has("/resumen/sin_nif", 48.40)
                .has("/resumen/excluido", 3370.00);
    }

    /** d1 1210 + e1 605 of Manolo and d2 220 of Ruiz. */
    @Test
    void whoIsBelowTheLimitIsNotDeclared() {
        shop.get("/api/reportes/347?ejercicio=2024")
                .status(200)
                .has("/declarados", List.of())
                .has("/resumen/bajo_el_umbral", 2035.00)
                .has("/resumen/facturado", 2035.00);
    }

    /** All of 2025 but e1, which is of 2024, and e9, which is cancelled; and e14, issued in 2026. */
    @Test
    void theBookHasALineForEachRateOfEachDocument() {
        Answer libro = libro("&limit=100").has("/total", 14);
        List<String> lineas = new ArrayList<>();
        libro.at("/asientos")
                .forEach(a -> lineas.add("%s %s %s %s %s %s %s %s"
                        .formatted(
                                a.at("/periodo").asString(),
                                a.at("/fecha_expedicion").asString(),
                                a.at("/tipo_factura").asString(),
                                a.at("/numero").asString(),
                                a.at("/calificacion").isNull()
                                        ? a.at("/exencion").asString()
                                        : a.at("/calificacion").asString(),
                                euros(a.at("/base")),
                                euros(a.at("/cuota_iva")),
                                a.at("/cuota_recargo").isNull() ? "-" : euros(a.at("/cuota_recargo")))));
        assertThat(lineas)
                .containsExactly(
                        "1T 2025-02-05 F1 FAC-2025-000002 S1 100 10 1.4",
                        "1T 2025-02-05 F1 FAC-2025-000002 S1 300 63 15.6",
                        "1T 2025-02-20 F1 FAC-2025-000003 S1 2000 420 -",
                        "1T 2025-03-10 F1 FAC-2025-000004 E1 400 0 -",
                        "1T 2025-03-10 F1 FAC-2025-000004 S1 100 21 -",
                        "1T 2025-03-12 F2 SIM-2025-000001 S1 40 8.4 -",
                        "1T 2025-03-13 F2 SIM-2025-000002 S1 20 2 -",
                        "2T 2025-04-02 F1 FAC-2025-000005 S1 1000 210 -",
                        "2T 2025-04-15 F1 FAC-2025-000006 S1 800 168 -",
                        "2T 2025-05-10 R1 REC-2025-000001 S1 -300 -63 -",
                        // in exchange: without an annotation of what it was exchanged for
                        "2T 2025-06-15 F3 FAC-2025-000008 S1 20 2 -",
                        // what it replaces, with its sign turned, in the period of what replaces it
                        "3T 2025-04-15 F1 FAC-2025-000006 S1 -800 -168 -",
                        "3T 2025-07-01 R1 REC-2025-000002 S1 600 126 -",
                        "3T 2025-09-01 F1 FAC-2025-000009 S1 3000 630 -",
                        "4T 2025-10-05 F1 FAC-2025-000010 E2 250 0 -",
                        "4T 2025-10-05 F1 FAC-2025-000010 E5 700 0 -",
                        "4T 2025-12-31 F1 FAC-2025-000011 S1 100 4 -",
                        "4T 2026-01-05 F1 FAC-2026-000001 S1 1000 210 -");
    }

    @Test
    void theBookAndTheFourQuartersComeToTheSame() {
        BigDecimal libro = BigDecimal.ZERO;
        for (JsonNode asiento : libro("&limit=100").at("/asientos")) {
            if (!asiento.at("/tipo_factura").asString().equals("F3")) {
                libro = libro.add(asiento.at("/cuota_iva").decimalValue())
                        .add(
                                asiento.at("/cuota_recargo").isNull()
                                        ? BigDecimal.ZERO
                                        : asiento.at("/cuota_recargo").decimalValue());
            }
        }
        BigDecimal trimestres = IntStream.rangeClosed(1, 4)
                .mapToObj(t -> iva(2025, t).at("/cuota_devengada").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(libro).isEqualByComparingTo(trimestres).isEqualByComparingTo("1658.40");
    }

    @Test
    void thePagesOfTheBookGoByDocuments() {
        Answer parte = libro("&skip=8&limit=2").has("/total", 14);
        assertThat(parte.at("/asientos")).hasSize(3);
        parte.has("/asientos/0/tipo_factura", "F3").has("/asientos/2/tipo_factura", "R1");
    }

    @Test
    void asCsvItHasTheColumnsOfTheTaxAgency() {
        List<String> lineas = libro("&formato=csv").response().body().lines().toList();
        assertThat(lineas).hasSize(2 + 18);
        assertThat(lineas.get(0))
                .startsWith("\uFEFFAutoliquidación;Autoliquidación;Actividad;Actividad;Actividad;Tipo de Factura;");
        assertThat(lineas.get(1))
                .startsWith("Ejercicio;Periodo;Código;Tipo;Grupo o Epígrafe del IAE;;;;;;Serie;Número;");
        assertThat(lineas).allSatisfy(linea -> assertThat(linea.split(";", -1)).hasSize(36));
        assertThat(lineas.get(3))
                .isEqualTo("2025;1T;;;;F1;;;05/02/2025;;;FAC-2025-000002;;;;12345678Z;'=Ferretería Ruiz;01;S1;;378,60;"
                        + "300,00;21,00;63,00;5,20;15,60;;;;;;;;;;");
        assertThat(lineas)
                .contains(
                        "2025;1T;;;;F2;;;12/03/2025;;;SIM-2025-000001;;;;;VENTAS A CONSUMIDOR FINAL;01;S1;;48,40;40,00;21,00;"
                                + "8,40;;;;;;;;;;;;",
                        "2025;4T;;;;F1;;;05/10/2025;;;FAC-2025-000010;;;;12345678Z;'=Ferretería Ruiz;02;;E2;250,00;250,00;0,00;"
                                + "0,00;;;;;;;;;;;;",
                        "2025;4T;;;;F1;;;05/01/2026;29/12/2025;;FAC-2026-000001;;;;B12345674;Bar Manolo S.L.;01;S1;;1210,00;"
                                + "1000,00;21,00;210,00;;;;;;;;;;;;",
                        "2025;3T;;;;F1;;;15/04/2025;;;FAC-2025-000006;;;;B12345674;Bar Manolo S.L.;01;S1;;-968,00;-800,00;"
                                + "21,00;-168,00;;;;;;;;;;;;");
    }

    @Test
    void asXlsxItsDatesAndAmountsAreDatesAndNumbers() throws IOException {
        var libro = shop.download("/api/reportes/libro-registro?desde=2025-01-01&hasta=2025-12-31&formato=xlsx");
        assertThat(libro.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"libro-registro-2025-01-01-2025-12-31.xlsx\"");
        try (var fichero = new ReadableWorkbook(new ByteArrayInputStream(libro.body()))) {
            List<Row> filas = fichero.getFirstSheet().read();
            assertThat(filas).hasSize(2 + 18);
            Row r8 = filas.get(2 + 12);
            assertThat(r8.getCellText(11)).isEqualTo("REC-2025-000002");
            assertThat(r8.getCellAsDate(8).orElseThrow().toLocalDate()).isEqualTo("2025-07-01");
            assertThat(r8.getCellAsNumber(20).orElseThrow()).isEqualByComparingTo("726");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "iva?ejercicio=2025&trimestre=5, 422, campos_invalidos",
        "iva?ejercicio=1899&trimestre=1, 422, campos_invalidos",
        "iva?ejercicio=dos&trimestre=1, 400, parametro_desconocido",
        "iva?ejercicio=2025, 400, solicitud_incorrecta",
        "347?ejercicio=10000, 422, campos_invalidos",
        "347, 400, solicitud_incorrecta",
        "347?ejercicio=2025&trimestre=1, 400, parametro_desconocido",
        "libro-registro?desde=2025-01-01&hasta=2026-01-01, 422, campos_invalidos",
        "libro-registro?desde=2025-02-01&hasta=2025-01-01, 422, campos_invalidos"
    })
    void whatCantBeAnsweredIsRefused(String pregunta, int status, String codigo) {
        shop.get("/api/reportes/" + pregunta).problem(status, codigo);
    }

    private Answer iva(int ejercicio, int trimestre) {
        return shop.get("/api/reportes/iva?ejercicio=%d&trimestre=%d".formatted(ejercicio, trimestre))
                .status(200);
    }

    private Answer libro(String mas) {
        return shop.get("/api/reportes/libro-registro?desde=2025-01-01&hasta=2025-12-31" + mas)
                .status(200);
    }

    /** Those that come to something: boxes, name, base and cuota. */
    private static List<String> lineas(Answer answer) {
        List<String> lineas = new ArrayList<>();
        answer.at("/lineas").forEach(linea -> {
            if (linea.at("/base").decimalValue().signum() != 0
                    || linea.at("/cuota").decimalValue().signum() != 0) {
                lineas.add("%s %s: %s %s %s"
                        .formatted(
                                casilla(linea.at("/casilla_base")),
                                casilla(linea.at("/casilla_cuota")),
                                linea.at("/descripcion").asString(),
                                euros(linea.at("/base")),
                                euros(linea.at("/cuota"))));
            }
        });
        return lineas;
    }

    private static String casilla(JsonNode casilla) {
        return casilla.isNull() ? "null" : casilla.asString();
    }

    private static String euros(JsonNode importe) {
        return importe.decimalValue().stripTrailingZeros().toPlainString();
    }
}
