package es.crmfactura.factura.emision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Invoices computed by hand. A line is {@code cantidad x precio -descuento% al iva+recargo}, or the cause in place of the
 * rates; a row of the breakdown is {@code base + cuota + recargo}; the last column is {@code base + cuota + recargo -
 * retención = total}.
 */
class TotalesTest {

    private static final Pattern LINEA = Pattern.compile(
            "(?:(?<cantidad>\\S+) x )?(?<precio>\\S+)(?: -(?<descuento>\\S+)%)? (?:al (?<iva>\\d+)(?:\\+(?<recargo>\\S+))?|(?<exencion>\\w\\d))");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # three rates with their recargos; 0.5 % of 25 is 0.125, 15 % of 175 is 26.25
            100 al 21+5.2, 50 al 10+1.4, 25 al 4+0.5 | 15 \
              | al 4+0.5: 25.00 + 1.00 + 0.13, al 10+1.4: 50.00 + 5.00 + 0.70, al 21+5.2: 100.00 + 21.00 + 5.20 \
              | 175.00 + 27.00 + 6.03 - 26.25 = 181.78
            # tobacco has its own recargo, and of one rate of IVA there may be all
            100 al 21+1.75, 100 al 21+5.2, 100 al 21 |  \
              | al 21: 100.00 + 21.00 + 0.00, al 21+1.75: 100.00 + 21.00 + 1.75, al 21+5.2: 100.00 + 21.00 + 5.20 \
              | 300.00 + 63.00 + 6.95 - 0.00 = 369.95
            # exempt, and income tax is withheld all the same: 15 % of 500
            500 E1 | 15 | E1: 500.00 + 0.00 + 0.00 | 500.00 + 0.00 + 0.00 - 75.00 = 425.00
            # reverse charge of one line, IVA of the other
            1000 S2, 100 al 21 |  \
              | S2: 1000.00 + 0.00 + 0.00, al 21: 100.00 + 21.00 + 0.00 \
              | 1100.00 + 21.00 + 0.00 - 0.00 = 1121.00
            # the rate of 0 and each cause are told apart
            10 al 0, 20 N2, 30 E5, 40 E5 |  \
              | al 0: 10.00 + 0.00 + 0.00, E5: 70.00 + 0.00 + 0.00, N2: 20.00 + 0.00 + 0.00 \
              | 100.00 + 0.00 + 0.00 - 0.00 = 100.00
            # the rent of premises: 19 % of 1000
            1000 al 21 | 19 | al 21: 1000.00 + 210.00 + 0.00 | 1000.00 + 210.00 + 0.00 - 190.00 = 1020.00
            # 3 x 19.99 is 59.97, less 10 % 53.973; 21 % of 53.97 is 11.3337
            3 x 19.99 -10% al 21 |  | al 21: 53.97 + 11.33 + 0.00 | 53.97 + 11.33 + 0.00 - 0.00 = 65.30
            # half a cent goes up: 21 % of 0.50 is 0.105, 7 % is 0.035
            0.50 al 21 | 7 | al 21: 0.50 + 0.11 + 0.00 | 0.50 + 0.11 + 0.00 - 0.04 = 0.57
            # 0.21 at 21 % is 0.0441, at 5.2 % 0.01092; line by line it would be 3 times 0.01, and 3 times nothing
            0.07 al 21+5.2, 0.07 al 21+5.2, 0.07 al 21+5.2 |  | al 21+5.2: 0.21 + 0.04 + 0.01 \
              | 0.21 + 0.04 + 0.01 - 0.00 = 0.26
            # it is of the base that income tax is withheld, not of what is withheld from: 7 % of 33.33 is 2.3331
            33.33 al 10+1.4 | 7 | al 10+1.4: 33.33 + 3.33 + 0.47 | 33.33 + 3.33 + 0.47 - 2.33 = 34.80
            """)
    void withTheTaxOnTopOfThePrices(String lineas, @Nullable BigDecimal retencion, String desglose, String suma) {
        comprobar(new Totales(Desglose.de(lineas(lineas), false), retencion), desglose, suma);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # 126.20 / 1.262
            126.20 al 21+5.2 |  | al 21+5.2: 100.00 + 21.00 + 5.20 | 100.00 + 21.00 + 5.20 - 0.00 = 126.20
            # 121 / 1.21; 15 % of the base
            121 al 21 | 15 | al 21: 100.00 + 21.00 + 0.00 | 100.00 + 21.00 + 0.00 - 15.00 = 106.00
            # 111.40 / 1.114, 10.45 / 1.045, and nothing to take out of what is exempt
            111.40 al 10+1.4, 10.45 al 4+0.5, 7 E3 |  \
              | E3: 7.00 + 0.00 + 0.00, al 4+0.5: 10.00 + 0.40 + 0.05, al 10+1.4: 100.00 + 10.00 + 1.40 \
              | 117.00 + 10.40 + 1.45 - 0.00 = 128.85
            # 2 x 60.50 is 121, less half of it 60.50; 60.50 / 1.21
            2 x 60.50 -50% al 21 |  | al 21: 50.00 + 10.50 + 0.00 | 50.00 + 10.50 + 0.00 - 0.00 = 60.50
            # 10.00 / 1.21 is 8.2645, and the cuota is what is left: 21 % of 8.26 is 1.7346, rounded 1.73
            10.00 al 21 |  | al 21: 8.26 + 1.74 + 0.00 | 8.26 + 1.74 + 0.00 - 0.00 = 10.00
            # 0.64 / 1.262 is 0.5071, but 0.51 + 0.11 + 0.03 is 0.65; of 0.50 it is 21 % 0.105 and 5.2 % 0.026
            0.64 al 21+5.2 |  | al 21+5.2: 0.50 + 0.11 + 0.03 | 0.50 + 0.11 + 0.03 - 0.00 = 0.64
            # 0.03 / 1.262 is 0.0238; 21 % of 0.02 is 0.0042, and the cent that is left is in the cuota
            0.03 al 21+5.2 |  | al 21+5.2: 0.02 + 0.01 + 0.00 | 0.02 + 0.01 + 0.00 - 0.00 = 0.03
            """)
    void withTheTaxInThePrices(String lineas, @Nullable BigDecimal retencion, String desglose, String suma) {
        comprobar(new Totales(Desglose.de(lineas(lineas), true), retencion), desglose, suma);
    }

    @Test
    void theControlComparesWhatTheClientOwes() {
        var totales = new Totales(Desglose.de(lineas("100 al 21"), false), new BigDecimal(15));
        totales.comprobar(new Importe(new BigDecimal("106.00")));
        totales.comprobar(null);
        assertThatThrownBy(() -> totales.comprobar(new Importe(new BigDecimal("121.00"))))
                .hasMessageContainingAll("106.00", "121.00");
    }

    private static void comprobar(Totales totales, String desglose, String suma) {
        assertThat(totales.desglose().impuestos().stream()
                        .map(TotalesTest::texto)
                        .collect(Collectors.joining(", ")))
                .isEqualTo(desglose);
        assertThat("%s + %s + %s - %s = %s"
                        .formatted(
                                totales.desglose().base(),
                                totales.desglose().cuota(),
                                totales.desglose().recargo(),
                                totales.retencion(),
                                totales.total()))
                .isEqualTo(suma);
    }

    private static String texto(Desglose.Impuesto impuesto) {
        String recargo = impuesto.recargoTipo().signum() == 0 ? "" : "+" + impuesto.recargoTipo();
        return "%s: %s + %s + %s"
                .formatted(
                        impuesto.exencion() == null ? "al " + impuesto.tipo() + recargo : impuesto.exencion(),
                        impuesto.base(),
                        impuesto.cuota(),
                        impuesto.recargo());
    }

    private static List<Linea> lineas(String texto) {
        return Arrays.stream(texto.split(", ")).map(TotalesTest::linea).toList();
    }

    private static Linea linea(String texto) {
        Matcher partes = LINEA.matcher(texto);
        assertThat(partes.matches()).as(texto).isTrue();
        String exencion = partes.group("exencion");
        return new Linea(
                "Cosa",
                numero(partes.group("cantidad"), "1"),
                new BigDecimal(partes.group("precio")),
                new Gravamen(
                        numero(partes.group("iva"), "0"),
                        numero(partes.group("recargo"), "0"),
                        exencion == null ? null : Exencion.valueOf(exencion)),
                numero(partes.group("descuento"), "0"));
    }

    private static BigDecimal numero(@Nullable String texto, String siFalta) {
        return new BigDecimal(Objects.requireNonNullElse(texto, siFalta));
    }
}
