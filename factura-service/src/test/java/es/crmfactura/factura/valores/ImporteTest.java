package es.crmfactura.factura.valores;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImporteTest {

    @ParameterizedTest
    @CsvSource({"1, 1.00", "1.005, 1.01", "1.0049, 1.00", "-1.005, -1.01", "0.125, 0.13", "1e3, 1000.00"})
    void itHasTwoDecimalsRoundedHalfUp(String euros, String rounded) {
        assertThat(importe(euros)).hasToString(rounded);
    }

    @ParameterizedTest
    @CsvSource({"100.00, 21, 21.00", "0.50, 21, 0.11", "0.07, 21, 0.01", "0.05, 10, 0.01", "99.99, 0, 0.00"})
    void aPercentageIsRounded(String euros, BigDecimal tipo, String cuota) {
        assertThat(importe(euros).porcentaje(tipo)).hasToString(cuota);
    }

    @ParameterizedTest
    @CsvSource({"121.00, 21, 100.00", "10.00, 21, 8.26", "10.00, 10, 9.09", "10.00, 4, 9.62", "10.00, 0, 10.00"})
    void theTaxIsTakenOutOfAGrossAmount(String bruto, BigDecimal tipo, String base) {
        assertThat(importe(bruto).sinImpuesto(tipo)).hasToString(base);
    }

    @ParameterizedTest
    @CsvSource({"0.01, true", "0.004, false", "0, false", "-1, false"})
    void itKnowsWhetherThereIsAnything(String euros, boolean positivo) {
        assertThat(importe(euros).esPositivo()).isEqualTo(positivo);
    }

    private static Importe importe(String euros) {
        return new Importe(new BigDecimal(euros));
    }
}
