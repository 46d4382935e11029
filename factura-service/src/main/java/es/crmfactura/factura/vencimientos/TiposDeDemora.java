package es.crmfactura.factura.vencimientos;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * The legal interest of late payment between businesses: eight points more than the European Central Bank asks for, by halves
 * of a year (Ley 3/2004, art. 7.2). The Treasury publishes it in the Boletín Oficial del Estado before each of them.
 */
@Component
class TiposDeDemora {

    /** Debts from before have lapsed since (Código Civil, art. 1964). */
    private static final List<String> PUBLICADOS = List.of(
            "2016-07-01=8.00",
            "2023-01-01=10.50",
            "2023-07-01=12.00",
            "2024-01-01=12.50",
            "2024-07-01=12.25",
            "2025-01-01=11.15",
            "2025-07-01=10.15",
            "2026-01-01=10.15");

    private final NavigableMap<LocalDate, BigDecimal> tipos = new TreeMap<>();

    TiposDeDemora(VencimientosProperties ajustes) {
        PUBLICADOS.stream().map(TipoDeDemora::valueOf).forEach(this::anotar);
        ajustes.tipos().forEach(this::anotar);
    }

    private void anotar(TipoDeDemora tipo) {
        tipos.put(tipo.desde(), tipo.tipo());
    }

    /** Percent a year; nothing on days of which no rate is known. */
    BigDecimal el(LocalDate dia) {
        Map.Entry<LocalDate, BigDecimal> tipo = tipos.floorEntry(dia);
        return tipo == null ? BigDecimal.ZERO : tipo.getValue();
    }

    /** From when on one is known. */
    LocalDate primero() {
        return tipos.firstKey();
    }

    /** On which days it changes. */
    Set<LocalDate> cambios() {
        return tipos.keySet();
    }
}
