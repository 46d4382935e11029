package es.crmfactura.factura.emision;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesgloseTest {

    private static final List<Integer> TIPOS = List.of(0, 4, 10, 21);

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
        assertThat(new Linea("Cosa", cantidad, precio, new BigDecimal(21), descuento).importe())
                .hasToString(importe);
    }

    @Test
    void withTheTaxInThePricesTheInvoiceComesToThePricesToTheCent() {
        var random = new Random(2026);
        for (int i = 0; i < 2_000; i++) {
            List<Linea> lineas = Stream.generate(() -> unaLinea(random))
                    .limit(1 + random.nextInt(8))
                    .toList();
            var desglose = Desglose.de(lineas, true);
            assertThat(desglose.base().mas(desglose.cuota()))
                    .as("%s", lineas)
                    .isEqualTo(lineas.stream().map(Linea::importe).reduce(Importe.CERO, Importe::mas));
            assertThat(desglose.impuestos()).allSatisfy(DesgloseTest::taxIsRightToTheCent);
        }
    }

    @Test
    void withTheTaxInThePricesTheUnitPriceIsShownWithoutIt() {
        var linea = linea("10", 21);
        assertThat(linea.precioSinIva(true)).isEqualByComparingTo("8.2645");
        assertThat(linea("10", 0).precioSinIva(true)).isEqualByComparingTo("10");
    }

    private static void taxIsRightToTheCent(Desglose.Impuesto impuesto) {
        BigDecimal off = impuesto.base()
                .porcentaje(impuesto.tipo())
                .menos(impuesto.cuota())
                .euros()
                .abs();
        assertThat(off).isLessThanOrEqualTo(new BigDecimal("0.01"));
    }

    private static Linea unaLinea(Random random) {
        return linea(BigDecimal.valueOf(random.nextInt(100_000), 2).toPlainString(), TIPOS.get(random.nextInt(4)));
    }

    private static Linea linea(String precio, int iva) {
        return new Linea("Cosa", BigDecimal.ONE, new BigDecimal(precio), BigDecimal.valueOf(iva), BigDecimal.ZERO);
    }

    private static Desglose.Impuesto impuesto(int tipo, String base, String cuota) {
        return new Desglose.Impuesto(
                BigDecimal.valueOf(tipo), new Importe(new BigDecimal(base)), new Importe(new BigDecimal(cuota)));
    }
}
