package es.crmfactura.factura.reportes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodoTest {

    @ParameterizedTest
    @CsvSource({
        "2025-01-01, 2025-12-31, 2024-01-01, 2024-12-31",
        "2025-03-10, 2025-04-09, 2024-03-10, 2024-04-09",
        // what ends with February ends with it, however long it is
        "2025-02-01, 2025-02-28, 2024-02-01, 2024-02-29",
        "2024-02-01, 2024-02-29, 2023-02-01, 2023-02-28",
        "2024-02-29, 2024-03-10, 2023-02-28, 2023-03-10"
    })
    void theSameOfTheYearBefore(LocalDate desde, LocalDate hasta, LocalDate antesDesde, LocalDate antesHasta) {
        assertThat(new Periodo(desde, hasta).unAnyoAntes()).isEqualTo(new Periodo(antesDesde, antesHasta));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-01-01, 2025-12-31, 2025-01-01, 2026-01-01",
        "2025-01-02, 2025-12-30, 2025-02-01, 2025-12-01",
        "2025-01-31, 2025-02-28, 2025-02-01, 2025-03-01",
        // no month is whole: all of it is before the first of the two days, and nothing from the second on
        "2025-01-02, 2025-01-30, 2025-01-31, 2025-01-31",
        "2025-01-01, 2025-01-30, 2025-01-01, 2025-01-01",
        "2025-01-02, 2025-01-31, 2025-02-01, 2025-02-01",
        "2025-01-15, 2025-02-15, 2025-02-01, 2025-02-01"
    })
    void itsWholeMonths(LocalDate desde, LocalDate hasta, LocalDate primero, LocalDate fin) {
        assertThat(new Periodo(desde, hasta).meses()).isEqualTo(new Periodo.Meses(primero, fin));
    }
}
