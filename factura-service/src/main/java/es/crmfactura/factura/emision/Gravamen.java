package es.crmfactura.factura.emision;

import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a line is taxed. What is taxed alike is taxed together.
 *
 * @param iva percent
 * @param recargo percent of recargo de equivalencia on top; 0 is none
 * @param exencion why there is no IVA; null where there is, also at the rate of 0
 */
public record Gravamen(
        BigDecimal iva, BigDecimal recargo, @Nullable Exencion exencion) implements Comparable<Gravamen> {

    private static final Comparator<Gravamen> ORDEN = Comparator.comparing(Gravamen::iva)
            .thenComparing(Gravamen::recargo)
            .thenComparing(Gravamen::exencion, Comparator.nullsFirst(Comparator.naturalOrder()));

    private static final Importe CENTIMO = new Importe(new BigDecimal("0.01"));

    /** Ley 37/1992, art. 161: what goes with a rate of IVA. 1.75 is that of tobacco. */
    static List<BigDecimal> recargosCon(BigDecimal iva) {
        return switch (iva.intValue()) {
            case 21 -> List.of(new BigDecimal("5.2"), new BigDecimal("1.75"));
            case 10 -> List.of(new BigDecimal("1.4"));
            case 4 -> List.of(new BigDecimal("0.5"));
            default -> List.of();
        };
    }

    /** All tax on top of a base, in percent. */
    BigDecimal tipo() {
        return iva.add(recargo);
    }

    Desglose.Impuesto sobre(Importe base) {
        return impuesto(base, base.porcentaje(iva));
    }

    /**
     * The tax that is in an amount. It is taken out so that base and taxes come to that amount; if they do by their
     * percentages for any base, then it is that base, although two roundings may have moved the quotient by a cent.
     */
    Desglose.Impuesto dentroDe(Importe bruto) {
        Importe base = bruto.sinImpuesto(tipo());
        return Stream.of(base, base.menos(CENTIMO), base.mas(CENTIMO))
                .map(this::sobre)
                .filter(impuesto -> impuesto.total().equals(bruto))
                .findFirst()
                .orElseGet(() -> impuesto(base, bruto.menos(base).menos(base.porcentaje(recargo))));
    }

    private Desglose.Impuesto impuesto(Importe base, Importe cuota) {
        return new Desglose.Impuesto(iva, base, cuota, recargo, base.porcentaje(recargo), exencion);
    }

    @Override
    public int compareTo(Gravamen otro) {
        return ORDEN.compare(this, otro);
    }
}
