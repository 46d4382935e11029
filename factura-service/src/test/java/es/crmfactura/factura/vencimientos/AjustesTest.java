package es.crmfactura.factura.vencimientos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AjustesTest {

    @Test
    void theRatesThatWerePublishedAreThere() {
        TiposDeDemora tipos = new TiposDeDemora(ajustes(Map.of()));
        assertThat(tipos.el(LocalDate.of(2024, 6, 30))).isEqualByComparingTo("12.50");
        assertThat(tipos.el(LocalDate.of(2024, 7, 1))).isEqualByComparingTo("12.25");
        assertThat(tipos.el(LocalDate.of(2022, 12, 31))).isEqualByComparingTo("8");
        assertThat(tipos.el(LocalDate.of(2016, 6, 30))).isEqualByComparingTo("0");
    }

    @Test
    void othersAreAddedAndTheSameDayIsReplaced() {
        TiposDeDemora tipos = new TiposDeDemora(
                ajustes(Map.of("crmfactura.vencimientos.tipos", "2026-07-01=10.40, 2026-01-01=10.20")));
        assertThat(tipos.el(LocalDate.of(2026, 6, 30))).isEqualByComparingTo("10.20");
        assertThat(tipos.el(LocalDate.of(2026, 11, 25))).isEqualByComparingTo("10.40");
        assertThat(tipos.el(LocalDate.of(2025, 12, 31))).isEqualByComparingTo("10.15");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-07-01", "10.40", "2026-13-01=10", "2026-07-01=diez"})
    void whatIsNoRateKeepsTheServiceFromStarting(String tipos) {
        assertThatThrownBy(() -> ajustes(Map.of("crmfactura.vencimientos.tipos", tipos)))
                .isInstanceOf(BindException.class);
    }

    private static VencimientosProperties ajustes(Map<String, String> ajustes) {
        return new Binder(new MapConfigurationPropertySource(ajustes))
                .bindOrCreate("crmfactura.vencimientos", VencimientosProperties.class);
    }
}
