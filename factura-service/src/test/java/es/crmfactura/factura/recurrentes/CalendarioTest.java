package es.crmfactura.factura.recurrentes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarioTest {

    @Test
    void inShortMonthsItIsTheLastDayAndThenThe31stAgain() {
        assertThat(dias(calendario(Periodicidad.mensual, "2027-10-31", 31, null), 8))
                .containsExactly(
                        "2027-10-31",
                        "2027-11-30",
                        "2027-12-31",
                        "2028-01-31",
                        "2028-02-29",
                        "2028-03-31",
                        "2028-04-30",
                        "2028-05-31");
    }

    @Test
    void aQuarterEndsAsItsMonthDoes() {
        assertThat(dias(calendario(Periodicidad.trimestral, "2026-11-30", 30, null), 4))
                .containsExactly("2026-11-30", "2027-02-28", "2027-05-30", "2027-08-30");
    }

    @Test
    void aLeapDayComesBackEveryFourYears() {
        assertThat(dias(calendario(Periodicidad.anual, "2028-02-29", 29, null), 5))
                .containsExactly("2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25, 25, 2026-11-25",
        "2026-11-25, 30, 2026-11-30",
        "2026-11-25, 31, 2026-11-30",
        "2026-11-25, 24, 2026-12-24",
        "2026-12-31, 1, 2027-01-01",
        "2027-02-28, 31, 2027-02-28"
    })
    void theFirstIsTheNextThatIsPossible(String inicio, int dia, String primero) {
        assertThat(dias(calendario(Periodicidad.anual, inicio, dia, null), 1)).containsExactly(primero);
    }

    @Test
    void theLastDayCounts() {
        assertThat(dias(calendario(Periodicidad.mensual, "2026-11-30", 30, "2027-01-30"), 9))
                .containsExactly("2026-11-30", "2026-12-30", "2027-01-30");
        assertThat(dias(calendario(Periodicidad.mensual, "2026-11-30", 30, "2027-01-29"), 9))
                .containsExactly("2026-11-30", "2026-12-30");
        assertThat(dias(calendario(Periodicidad.mensual, "2026-11-30", 29, "2026-12-28"), 9))
                .isEmpty();
    }

    /** However it is asked, the days are those that counting month by month gives. */
    @Test
    void fromAnyDayOnTheNextIsTheFirstThatIsNotBeforeIt() {
        var azar = new Random(7);
        for (int i = 0; i < 500; i++) {
            Periodicidad periodicidad = Periodicidad.values()[azar.nextInt(3)];
            LocalDate inicio = LocalDate.of(2024, 1, 1).plusDays(azar.nextInt(800));
            var calendario = new Calendario(periodicidad, inicio, 1 + azar.nextInt(31), null);
            LocalDate desde = inicio.plusDays(azar.nextInt(3000) - 500);

            assertThat(calendario.proxima(desde))
                    .as(calendario + " from " + desde)
                    .isEqualTo(contada(calendario, desde));
        }
    }

    /** Day by day: the first month is that of the first day of the month which is not before the beginning. */
    private static LocalDate contada(Calendario calendario, LocalDate desde) {
        LocalDate dia = calendario.inicio();
        while (!esSuDia(calendario, dia)) {
            dia = dia.plusDays(1);
        }
        int meses = 0;
        while (meses % calendario.periodicidad().meses() != 0 || dia.isBefore(desde)) {
            do {
                dia = dia.plusDays(1);
            } while (!esSuDia(calendario, dia));
            meses++;
        }
        return dia;
    }

    private static boolean esSuDia(Calendario calendario, LocalDate dia) {
        return dia.getDayOfMonth() == calendario.dia()
                || dia.getDayOfMonth() < calendario.dia() && dia.plusDays(1).getDayOfMonth() == 1;
    }

    private static Calendario calendario(Periodicidad periodicidad, String inicio, int dia, @Nullable String fin) {
        return new Calendario(periodicidad, LocalDate.parse(inicio), dia, fin == null ? null : LocalDate.parse(fin));
    }

    private static List<String> dias(Calendario calendario, int cuantos) {
        List<String> dias = new ArrayList<>();
        LocalDate dia = calendario.proxima(LocalDate.MIN);
        while (dia != null && dias.size() < cuantos) {
            dias.add(dia.toString());
            dia = calendario.proxima(dia.plusDays(1));
        }
        return dias;
    }
}
