package es.crmfactura.factura.vencimientos;

import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What is owed of an invoice, from day to day.
 *
 * @param vencimiento the last day on which it could be paid in time
 * @param debido what was owed before any payment
 */
record Deuda(LocalDate vencimiento, Importe debido, List<Movimiento> movimientos) {

    private static final BigDecimal CIEN = new BigDecimal(100);
    private static final int DECIMALES = 20;

    /**
     * A payment, or its return.
     *
     * @param importe what is owed less from that day on; negative if it is owed more
     */
    record Movimiento(LocalDate dia, Importe importe) {}

    /** At the end of the day; nothing while a payment is there that was returned only after another one. */
    Importe pendiente(LocalDate dia) {
        Importe pendiente = movimientos.stream()
                .filter(movimiento -> !movimiento.dia().isAfter(dia))
                .map(Movimiento::importe)
                .reduce(debido, Importe::menos);
        return pendiente.esPositivo() ? pendiente : Importe.CERO;
    }

    /**
     * The interest up to the end of a day. Each day after the due one costs what was still owed when it began at the rate of that
     * day, divided by the days of its year: so the day of a payment is the last one that the payment costs. It is rounded once.
     */
    Importe interes(LocalDate hasta, TiposDeDemora tipos) {
        BigDecimal suma = BigDecimal.ZERO;
        LocalDate desde = vencimiento;
        for (LocalDate corte : cortes(hasta, tipos)) {
            LocalDate primero = desde.plusDays(1);
            suma = suma.add(pendiente(desde)
                    .euros()
                    .multiply(tipos.el(primero))
                    .multiply(new BigDecimal(ChronoUnit.DAYS.between(desde, corte)))
                    .divide(new BigDecimal(primero.lengthOfYear()), DECIMALES, RoundingMode.HALF_UP));
            desde = corte;
        }
        return new Importe(suma.divide(CIEN));
    }

    /** The last days of spans within which nothing changes. */
    private NavigableSet<LocalDate> cortes(LocalDate hasta, TiposDeDemora tipos) {
        NavigableSet<LocalDate> cortes = new TreeSet<>();
        movimientos.forEach(movimiento -> cortes.add(movimiento.dia()));
        tipos.cambios().forEach(dia -> cortes.add(dia.minusDays(1)));
        // before there was a rate nothing is counted
        int primero = Math.max(vencimiento.getYear(), tipos.primero().getYear());
        for (int anyo = primero; anyo < hasta.getYear(); anyo++) {
            cortes.add(LocalDate.of(anyo, 12, 31));
        }
        cortes.add(hasta);
        return cortes.subSet(vencimiento, false, hasta, true);
    }
}
