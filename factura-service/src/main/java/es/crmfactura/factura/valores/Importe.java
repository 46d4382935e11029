package es.crmfactura.factura.valores;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** An amount of euros with two decimals. Whatever comes in with more is rounded half up, here and nowhere else. */
public record Importe(BigDecimal euros) implements Comparable<Importe> {

    public static final Importe CERO = new Importe(BigDecimal.ZERO);

    private static final BigDecimal CIEN = new BigDecimal(100);

    public Importe {
        euros = euros.setScale(2, RoundingMode.HALF_UP);
    }

    public static Importe centimos(long centimos) {
        return new Importe(BigDecimal.valueOf(centimos, 2));
    }

    /** In JSON it is the number alone. */
    @Override
    @JsonValue
    public BigDecimal euros() {
        return euros;
    }

    public Importe mas(Importe otro) {
        return new Importe(euros.add(otro.euros));
    }

    public Importe menos(Importe otro) {
        return new Importe(euros.subtract(otro.euros));
    }

    public Importe negado() {
        return new Importe(euros.negate());
    }

    /** @param tipo percent */
    public Importe porcentaje(BigDecimal tipo) {
        return new Importe(euros.multiply(tipo).divide(CIEN));
    }

    /** The base that with {@code tipo} percent on top makes this amount. */
    public Importe sinImpuesto(BigDecimal tipo) {
        return new Importe(euros.multiply(CIEN).divide(CIEN.add(tipo), 10, RoundingMode.HALF_UP));
    }

    public boolean esPositivo() {
        return euros.signum() > 0;
    }

    public boolean esNegativo() {
        return euros.signum() < 0;
    }

    @Override
    public int compareTo(Importe otro) {
        return euros.compareTo(otro.euros);
    }

    @Override
    public String toString() {
        return euros.toPlainString();
    }
}
