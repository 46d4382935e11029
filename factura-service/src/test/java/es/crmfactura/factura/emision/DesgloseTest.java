package es.crmfactura.factura.emision;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesgloseTest {

    private static final List<Integer> TIPOS = List.of(0, 4, 10, 21);

    private static final List<Gravamen> GRAVAMENES = Stream.concat(
                    TIPOS.stream().map(BigDecimal::valueOf).flatMap(DesgloseTest::conSusRecargos),
                    Arrays.stream(Exencion.values())
                            .map(exencion -> new Gravamen(BigDecimal.ZERO, BigDecimal.ZERO, exencion)))
            .toList();

    @Test
    void theTaxIsOfTheSumOfTheBasesAndNotOfEachLine() {
        var desglose = Desglose.de(List.of(linea("0.07", 21), linea("0.07", 21), linea("0.07", 21)), false);
        // line by line it would be 3 times 0.01
        assertThat(desglose.impuestos()).containsExactly(impuesto(21, "0.21", "0.04"));
    }

    @Test
    void eachRateIsTaxedApartAndZeroIsARate() {
        var desglose = Desglose.de(
                List.of(linea("100", 21), linea("10", 4), linea("50", 0), linea("1.05", 10), linea("20", 4)), false);
        assertThat(desglose.impuestos())
                .containsExactly(
                        impuesto(0, "50.00", "0.00"),
                        impuesto(4, "30.00", "1.20"),
                        impuesto(10, "1.05", "0.11"),
                        impuesto(21, "100.00", "21.00"));
        assertThat(desglose.base()).hasToString("181.05");
        assertThat(desglose.cuota()).hasToString("22.31");
    }

    @ParameterizedTest
    @CsvSource({
        "3, 33.3333, 0, 100.00",
        "1, 10.005, 0, 10.01",
        "5, 12.50, 20, 50.00",
        "1, 0.01, 50, 0.01",
        "2.5, 3.1, 33.33, 5.17",
        "1, 99.99, 100, 0.00"
    })
    void aLineIsRoundedHalfUpAfterItsDiscount(
            BigDecimal cantidad, BigDecimal precio, BigDecimal descuento, String importe) {
        assertThat(new Linea("Cosa", cantidad, precio, soloIva(21), descuento).importe())
                .hasToString(importe);
    }

    @RepeatedTest(200)
    void onTopOfThePricesItIsThePlainSumOfWhatIsTaxedAlike(RepetitionInfo ronda) {
        List<Linea> lineas = unaFactura(ronda);
        var desglose = Desglose.de(lineas, false);
        assertThat(desglose.impuestos()).hasSize((int) gravamenes(lineas).count());
        assertThat(desglose.impuestos()).allSatisfy(impuesto -> {
            BigDecimal base = lineas.stream()
                    .filter(linea -> linea.gravamen().equals(gravamen(impuesto)))
                    .map(linea -> linea.importeSinIva(false).euros())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(impuesto.base().euros()).isEqualTo(base);
            assertThat(impuesto.cuota())
                    .isEqualTo(new Importe(base.multiply(impuesto.tipo()).movePointLeft(2)));
            assertThat(impuesto.recargo())
                    .isEqualTo(new Importe(base.multiply(impuesto.recargoTipo()).movePointLeft(2)));
        });
        assertThat(desglose.base()).isEqualTo(suma(lineas, linea -> linea.importeSinIva(false)));
        assertThat(desglose.total())
                .isEqualTo(desglose.base().mas(desglose.cuota()).mas(desglose.recargo()));
    }

    @RepeatedTest(200)
    void inThePricesItComesToThePricesToTheCentAndEachTaxIsRightToTheCent(RepetitionInfo ronda) {
        List<Linea> lineas = unaFactura(ronda);
        var desglose = Desglose.de(lineas, true);
        assertThat(desglose.total()).isEqualTo(suma(lineas, Linea::importe));
        assertThat(desglose.impuestos()).allSatisfy(impuesto -> {
            assertThat(impuesto.cuota()
                            .menos(impuesto.base().porcentaje(impuesto.tipo()))
                            .euros())
                    .isBetween(new BigDecimal("-0.01"), new BigDecimal("0.01"));
            assertThat(impuesto.recargo()).isEqualTo(impuesto.base().porcentaje(impuesto.recargoTipo()));
            assertThat(impuesto.cuota().euros()).isNotNegative();
        });
    }

    @RepeatedTest(200)
    void onTopOfThePricesOrInThemTheSameInvoiceIsTaxedAlike(RepetitionInfo ronda) {
        var desglose = Desglose.de(unaFactura(ronda), false);
        List<Linea> conImpuestos = desglose.impuestos().stream()
                .map(impuesto -> linea(impuesto.total().toString(), gravamen(impuesto)))
                .toList();
        assertThat(Desglose.de(conImpuestos, true)).isEqualTo(desglose);
    }

    @RepeatedTest(50)
    void theOrderOfTheLinesDoesNotMatter(RepetitionInfo ronda) {
        List<Linea> lineas = unaFactura(ronda);
        List<Linea> revueltas = new ArrayList<>(lineas);
        Collections.shuffle(revueltas, new Random(ronda.getCurrentRepetition()));
        assertThat(Desglose.de(revueltas, false)).isEqualTo(Desglose.de(lineas, false));
        assertThat(Desglose.de(revueltas, true)).isEqualTo(Desglose.de(lineas, true));
    }

    /** The differences are what an invoice without those lines would have changed, and in the end there is none. */
    @RepeatedTest(200)
    void whatIsTakenOffInPartsComesToTheWholeToTheCent(RepetitionInfo ronda) {
        List<Linea> lineas = unaFactura(ronda);
        boolean ivaIncluido = ronda.getCurrentRepetition() % 2 == 0;
        Desglose cuenta = Desglose.de(lineas, ivaIncluido);
        for (int i = 0; i < lineas.size(); i++) {
            Desglose cambio = cuenta.cambio(List.of(lineas.get(i).negada()), ivaIncluido);
            assertThat(cambio.impuestos()).allSatisfy(DesgloseTest::isNearItsPercentage);
            cuenta = new Desglose(cuenta.mas(cambio).impuestos());
            assertThat(cuenta.total())
                    .isEqualTo(Desglose.de(lineas.subList(i + 1, lineas.size()), ivaIncluido)
                            .total());
        }
        assertThat(cuenta.impuestos()).allSatisfy(impuesto -> {
            assertThat(List.of(impuesto.base(), impuesto.cuota(), impuesto.recargo()))
                    .containsOnly(Importe.CERO);
        });
    }

    private static void isNearItsPercentage(Desglose.Impuesto impuesto) {
        assertThat(impuesto.cuota()
                        .menos(impuesto.base().porcentaje(impuesto.tipo()))
                        .euros())
                .isBetween(new BigDecimal("-0.03"), new BigDecimal("0.03"));
    }

    @Test
    void moreIsMissedThanThereIsOfWhatIsTaxedAlike() {
        var hay = Desglose.de(List.of(linea("100", 21), linea("50", 10)), false);
        assertThat(hay.faltaPara(Desglose.de(List.of(linea("100", 21).negada(), linea("9", 4)), false)))
                .isEmpty();
        assertThat(hay.faltaPara(Desglose.de(List.of(linea("50.01", 10).negada()), false)))
                .get()
                .extracting(Desglose.Impuesto::tipo)
                .isEqualTo(BigDecimal.TEN);
        assertThat(hay.faltaPara(Desglose.de(List.of(linea("1", 4).negada()), false)))
                .isPresent();
    }

    @Test
    void whatBearsNoIvaIsMentionedOnce() {
        Gravamen exenta = new Gravamen(BigDecimal.ZERO, BigDecimal.ZERO, Exencion.E1);
        Gravamen inversion = new Gravamen(BigDecimal.ZERO, BigDecimal.ZERO, Exencion.S2);
        var desglose = Desglose.de(
                List.of(linea("1", inversion), linea("1", exenta), linea("1", 21), linea("1", 0), linea("2", exenta)),
                false);
        assertThat(desglose.menciones())
                .containsExactly(
                        "Operación exenta conforme al artículo 20 de la Ley 37/1992", "Inversión del sujeto pasivo");
    }

    @Test
    void withTheTaxInThePricesTheUnitPriceIsShownWithoutIt() {
        var linea = linea("10", 21);
        assertThat(linea.precioSinIva(true)).isEqualByComparingTo("8.2645");
        assertThat(linea("10", 0).precioSinIva(true)).isEqualByComparingTo("10");
        var conRecargo = new Gravamen(new BigDecimal(21), new BigDecimal("5.2"), null);
        assertThat(linea("10", conRecargo).precioSinIva(true)).isEqualByComparingTo("7.9239");
    }

    private static Stream<Gravamen> conSusRecargos(BigDecimal iva) {
        return Stream.concat(Stream.of(BigDecimal.ZERO), Gravamen.recargosCon(iva).stream())
                .map(recargo -> new Gravamen(iva, recargo, null));
    }

    /** The same in each run. */
    private static List<Linea> unaFactura(RepetitionInfo ronda) {
        var random = new Random(2026L * ronda.getCurrentRepetition());
        return Stream.generate(() -> unaLinea(random))
                .limit(1 + random.nextInt(12))
                .toList();
    }

    private static Linea unaLinea(Random random) {
        return new Linea(
                "Cosa",
                BigDecimal.valueOf(1 + random.nextInt(40_000), 4),
                BigDecimal.valueOf(random.nextInt(10_000_000), 4),
                GRAVAMENES.get(random.nextInt(GRAVAMENES.size())),
                random.nextBoolean() ? BigDecimal.ZERO : BigDecimal.valueOf(random.nextInt(10_001), 2));
    }

    private static Stream<Gravamen> gravamenes(List<Linea> lineas) {
        return lineas.stream().map(Linea::gravamen).distinct();
    }

    private static Gravamen gravamen(Desglose.Impuesto impuesto) {
        return new Gravamen(impuesto.tipo(), impuesto.recargoTipo(), impuesto.exencion());
    }

    private static Importe suma(List<Linea> lineas, Function<Linea, Importe> parte) {
        return lineas.stream().map(parte).reduce(Importe.CERO, Importe::mas);
    }

    private static Linea linea(String precio, int iva) {
        return linea(precio, soloIva(iva));
    }

    private static Linea linea(String precio, Gravamen gravamen) {
        return new Linea("Cosa", BigDecimal.ONE, new BigDecimal(precio), gravamen, BigDecimal.ZERO);
    }

    private static Gravamen soloIva(int iva) {
        return new Gravamen(BigDecimal.valueOf(iva), BigDecimal.ZERO, null);
    }

    private static Desglose.Impuesto impuesto(int tipo, String base, String cuota) {
        return new Desglose.Impuesto(
                BigDecimal.valueOf(tipo),
                new Importe(new BigDecimal(base)),
                new Importe(new BigDecimal(cuota)),
                BigDecimal.ZERO,
                Importe.CERO,
                null);
    }
}
