package es.crmfactura.factura.recurrentes;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The days on which an invoice is due.
 *
 * @param inicio the first of them is this day or the next that is possible
 * @param dia of the month; in a month that is shorter, its last day
 * @param fin none of them is after it; null if they go on
 */
record Calendario(
        Periodicidad periodicidad,
        LocalDate inicio,
        int dia,
        @Nullable LocalDate fin) {

    /** The first of them that is not before {@code desde}; null if there is none any more. */
    @Nullable
    LocalDate proxima(LocalDate desde) {
        LocalDate limite = desde.isBefore(inicio) ? inicio : desde;
        YearMonth primero = primerMes();
        long meses = ChronoUnit.MONTHS.between(primero, YearMonth.from(limite));
        YearMonth mes = primero.plusMonths(Math.max(0, meses - meses % periodicidad.meses()));
        LocalDate proxima = en(mes).isBefore(limite) ? en(mes.plusMonths(periodicidad.meses())) : en(mes);
        return fin != null && proxima.isAfter(fin) ? null : proxima;
    }

    private YearMonth primerMes() {
        YearMonth mes = YearMonth.from(inicio);
        return en(mes).isBefore(inicio) ? mes.plusMonths(1) : mes;
    }

    private LocalDate en(YearMonth mes) {
        return mes.atDay(Math.min(dia, mes.lengthOfMonth()));
    }
}
