package es.crmfactura.factura.vencimientos;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.factura.valores.Importe;
import es.crmfactura.factura.vencimientos.Deuda.Movimiento;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeudaTest {

    private static final LocalDate VENCIMIENTO = LocalDate.of(2024, 6, 15);
    private static final TiposDeDemora TIPOS =
            new TiposDeDemora(new VencimientosProperties(true, Duration.ZERO, List.of()));

    /**
     * 1,000.00 that were due on the 15th of June 2024:
     *
     * <pre>
     * 16/06/2024 - 30/06/2024   15 days at 12.50 %   1000 x 0.1250 x  15 / 366 =  5.12295
     * 01/07/2024 - 31/12/2024  184 days at 12.25 %   1000 x 0.1225 x 184 / 366 = 61.58470
     * 01/01/2025 - 10/01/2025   10 days at 11.15 %   1000 x 0.1115 x  10 / 365 =  3.05479
     *                                                                            69.76244
     * </pre>
     */
    @Test
    void eachDayCostsTheRateOfItsHalfYear() {
        assertThat(interes("2025-01-10")).hasToString("69.76");
    }

    /**
     * The same; 400.00 came in on the 30th of September 2024 and went back on the 15th of November, 500.00 came in on the 10th of
     * July 2025:
     *
     * <pre>
     * 16/06/2024 - 30/06/2024   15 days at 12.50 % of 1000   1000 x 0.1250 x  15 / 366 =   5.12295
     * 01/07/2024 - 30/09/2024   92 days at 12.25 % of 1000   1000 x 0.1225 x  92 / 366 =  30.79235
     * 01/10/2024 - 15/11/2024   46 days at 12.25 % of  600    600 x 0.1225 x  46 / 366 =   9.23770
     * 16/11/2024 - 31/12/2024   46 days at 12.25 % of 1000   1000 x 0.1225 x  46 / 366 =  15.39617
     * 01/01/2025 - 30/06/2025  181 days at 11.15 % of 1000   1000 x 0.1115 x 181 / 365 =  55.29178
     * 01/07/2025 - 10/07/2025   10 days at 10.15 % of 1000   1000 x 0.1015 x  10 / 365 =   2.78082
     * 11/07/2025 - 01/08/2025   22 days at 10.15 % of  500    500 x 0.1015 x  22 / 365 =   3.05890
     *                                                                                    121.68068
     * </pre>
     */
    @Test
    void aPaymentLowersItFromTheNextDayOnUntilItIsReturned() {
        var pago = movimiento("2024-09-30", "400.00");
        var devuelto = movimiento("2024-11-15", "-400.00");
        var otro = movimiento("2025-07-10", "500.00");
        assertThat(interes("2025-08-01", pago, devuelto, otro)).hasToString("121.68");
        assertThat(interes("2025-08-01", otro, devuelto, pago)).hasToString("121.68");
    }

    @ParameterizedTest
    @CsvSource({
        // 1000 x 0.125 / 366
        "2024-06-16, 0.34",
        // that was paid on the very day: it is late by one day all the same
        "2024-06-17, 0.34",
        "2030-01-01, 0.34"
    })
    void theDayOfThePaymentIsTheLastThatCosts(String hasta, String interes) {
        assertThat(interes(hasta, movimiento("2024-06-16", "1000.00"))).hasToString(interes);
    }

    @Test
    void whatWasPaidInTimeCostsNothing() {
        assertThat(interes("2025-08-01", movimiento("2024-06-15", "1000.00"))).hasToString("0.00");
    }

    @Test
    void aWholeYearCostsItsRate() {
        var una = new Deuda(LocalDate.of(2018, 12, 31), new Importe(new BigDecimal("1000.00")), List.of());
        assertThat(una.interes(LocalDate.of(2019, 12, 31), TIPOS)).hasToString("80.00");
        // 2020 has a day more, and costs no more
        assertThat(una.interes(LocalDate.of(2020, 12, 31), TIPOS)).hasToString("160.00");
    }

    @Test
    void ofDaysOfWhichNoRateIsKnownNothingIsAsked() {
        var antigua = new Deuda(LocalDate.of(1950, 1, 1), new Importe(new BigDecimal("1000.00")), List.of());
        assertThat(antigua.interes(LocalDate.of(2016, 6, 30), TIPOS)).hasToString("0.00");
        // 1000 x 0.08 x 2 / 366
        assertThat(antigua.interes(LocalDate.of(2016, 7, 2), TIPOS)).hasToString("0.44");
    }

    @Test
    void aPaymentThatWasReturnedAfterItHadBeenPaidAgainDoesNotEarnInterest() {
        List<Movimiento> movimientos = List.of(
                movimiento("2024-06-15", "1000.00"),
                movimiento("2024-06-20", "1000.00"),
                movimiento("2024-06-30", "-1000.00"));
        assertThat(new Deuda(VENCIMIENTO, new Importe(new BigDecimal("1000.00")), movimientos)
                        .interes(LocalDate.of(2024, 6, 30), TIPOS))
                .hasToString("0.00");
    }

    @Test
    void itIsTheSumOfItsDays() {
        var azar = new Random(11);
        for (int i = 0; i < 300; i++) {
            Deuda deuda = unaDeuda(azar);
            LocalDate hasta = deuda.vencimiento().plusDays(1 + azar.nextInt(1200));

            assertThat(deuda.interes(hasta, TIPOS)).as(deuda + " on " + hasta).isEqualTo(diaADia(deuda, hasta));
        }
    }

    private static Deuda unaDeuda(Random azar) {
        LocalDate vencimiento = LocalDate.of(2022, 1, 1).plusDays(azar.nextInt(1500));
        List<Movimiento> movimientos = new ArrayList<>();
        for (int i = azar.nextInt(6); i > 0; i--) {
            LocalDate dia = vencimiento.plusDays(azar.nextInt(900) - 50);
            var importe = new Importe(BigDecimal.valueOf(azar.nextInt(20_000), 2));
            movimientos.add(new Movimiento(dia, importe));
            if (azar.nextBoolean()) {
                movimientos.add(new Movimiento(dia.plusDays(azar.nextInt(90)), Importe.CERO.menos(importe)));
            }
        }
        return new Deuda(vencimiento, new Importe(BigDecimal.valueOf(100_000 + azar.nextInt(900_000), 2)), movimientos);
    }

    private static Importe diaADia(Deuda deuda, LocalDate hasta) {
        BigDecimal suma = BigDecimal.ZERO;
        for (LocalDate dia = deuda.vencimiento().plusDays(1); !dia.isAfter(hasta); dia = dia.plusDays(1)) {
            BigDecimal queda = deuda.debido().euros();
            for (Movimiento movimiento : deuda.movimientos()) {
                if (movimiento.dia().isBefore(dia)) {
                    queda = queda.subtract(movimiento.importe().euros());
                }
            }
            suma = suma.add(queda.max(BigDecimal.ZERO)
                    .multiply(TIPOS.el(dia))
                    .divide(BigDecimal.valueOf(100L * dia.lengthOfYear()), 25, RoundingMode.HALF_UP));
        }
        return new Importe(suma);
    }

    private static Importe interes(String hasta, Movimiento... movimientos) {
        return new Deuda(VENCIMIENTO, new Importe(new BigDecimal("1000.00")), List.of(movimientos))
                .interes(LocalDate.parse(hasta), TIPOS);
    }

    private static Movimiento movimiento(String dia, String importe) {
        return new Movimiento(LocalDate.parse(dia), new Importe(new BigDecimal(importe)));
    }
}
