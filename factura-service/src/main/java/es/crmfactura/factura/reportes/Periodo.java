package es.crmfactura.factura.reportes;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From the first day to the last one, both included. */
public record Periodo(LocalDate desde, LocalDate hasta) {

    /** No day. */
    public static final Periodo VACIO = new Periodo(LocalDate.of(1900, 1, 2), LocalDate.of(1900, 1, 1));

    private static final int PRIMER_ANYO = 1900;
    private static final int ULTIMO_ANYO = 9999;

    /**
     * What was asked for; if it does not say until when, until today, and if not from when, from the first day of that year.
     *
     * @throws CamposInvalidos if that is nothing, or more than {@code anyos} years
     */
    public static Periodo pedido(@Nullable LocalDate desde, @Nullable LocalDate hasta, LocalDate hoy, int anyos) {
        LocalDate fin = Objects.requireNonNullElse(hasta, hoy);
        LocalDate principio = Objects.requireNonNullElseGet(desde, () -> fin.withDayOfYear(1));
        comprobar(
                principio.getYear() >= PRIMER_ANYO && fin.getYear() <= ULTIMO_ANYO,
                principio.getYear() < PRIMER_ANYO ? "desde" : "hasta",
                "tiene que ser de un año entre " + PRIMER_ANYO + " y " + ULTIMO_ANYO);
        comprobar(!principio.isAfter(fin), "hasta", "no puede ser anterior a desde, que es " + principio);
        comprobar(
                fin.isBefore(principio.plusYears(anyos)),
                "desde",
                "tiene que ser posterior al %s: como mucho, %d %s hasta el %s"
                        .formatted(fin.minusYears(anyos), anyos, anyos == 1 ? "año" : "años", fin));
        return new Periodo(principio, fin);
    }

    public static Periodo ejercicio(int anyo) {
        return new Periodo(LocalDate.of(anyo, 1, 1), LocalDate.of(anyo, 12, 31));
    }

    /** @param trimestre 1 to 4 */
    public static Periodo trimestre(int anyo, int trimestre) {
        LocalDate desde = LocalDate.of(anyo, 3 * trimestre - 2, 1);
        return new Periodo(desde, desde.plusMonths(3).minusDays(1));
    }

    /** The same of the year before. One that ends with a month ends with that month. */
    public Periodo unAnyoAntes() {
        LocalDate fin = hasta.minusYears(1);
        return new Periodo(desde.minusYears(1), acabaElMes(hasta) ? fin.with(TemporalAdjusters.lastDayOfMonth()) : fin);
    }

    /**
     * The whole months within it, from the first day of the first one to the day after the last one; where there is none, both are
     * the day after the period. So what is not in them is before the one and from the other on.
     */
    public Meses meses() {
        LocalDate primero = desde.getDayOfMonth() == 1 ? desde : desde.with(TemporalAdjusters.firstDayOfNextMonth());
        LocalDate fin = hasta.plusDays(1).withDayOfMonth(1);
        return primero.isAfter(fin) ? new Meses(hasta.plusDays(1), hasta.plusDays(1)) : new Meses(primero, fin);
    }

    /** @param fin the day after the last one */
    public record Meses(LocalDate primero, LocalDate fin) {}

    private static boolean acabaElMes(LocalDate dia) {
        return dia.getDayOfMonth() == dia.lengthOfMonth();
    }

    private static void comprobar(boolean bien, String campo, String mensaje) {
        if (!bien) {
            throw new CamposInvalidos(List.of(new CampoInvalido(campo, mensaje)));
        }
    }
}
