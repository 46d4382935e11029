package es.crmfactura.factura.vencimientos;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The legal interest of late payment, until another one begins.
 *
 * @param desde its first day
 * @param tipo percent a year
 */
record TipoDeDemora(LocalDate desde, BigDecimal tipo) {

    /** @param texto as in the settings, {@code 2026-07-01=10.15} */
    public static TipoDeDemora valueOf(String texto) {
        String[] partes = texto.split("=", 2);
        if (partes.length < 2) {
            throw new IllegalArgumentException("'" + texto + "' is not a day and a rate such as 2026-07-01=10.15");
        }
        return new TipoDeDemora(LocalDate.parse(partes[0].strip()), new BigDecimal(partes[1].strip()));
    }
}
