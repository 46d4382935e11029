package es.crmfactura.factura.emision;

import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One line of an invoice.
 *
 * @param cantidad negative only in a rectificativa por diferencias
 * @param precio of one unit, with tax where the invoice says so
 * @param descuento percent
 * @param importe what the line comes to, with tax where its price has it
 */
public record Linea(
        String descripcion,
        BigDecimal cantidad,
        BigDecimal precio,
        Gravamen gravamen,
        BigDecimal descuento,
        Importe importe) {

    private static final BigDecimal CIEN = new BigDecimal(100);
    private static final int DECIMALES_DE_PRECIO = 4;

    Linea(String descripcion, BigDecimal cantidad, BigDecimal precio, Gravamen gravamen, BigDecimal descuento) {
        this(
                descripcion,
                cantidad,
                precio,
                gravamen,
                descuento,
                new Importe(cantidad.multiply(precio)
                        .multiply(CIEN.subtract(descuento))
                        .divide(CIEN)));
    }

    /** The same, taken back. */
    public Linea negada() {
        return new Linea(descripcion, cantidad.negate(), precio, gravamen, descuento, importe.negado());
    }

    /** Without tax. The lines of an invoice with tax in its prices may differ from its base by cents. */
    public Importe importeSinIva(boolean ivaIncluido) {
        return ivaIncluido ? importe.sinImpuesto(gravamen.tipo()) : importe;
    }

    /** Of one unit: the price that an invoice shows (RD 1619/2012, art. 6.1.f). */
    public BigDecimal precioSinIva(boolean ivaIncluido) {
        return ivaIncluido ? precioSinIva() : precio;
    }

    private BigDecimal precioSinIva() {
        return precio.multiply(CIEN).divide(CIEN.add(gravamen.tipo()), DECIMALES_DE_PRECIO, RoundingMode.HALF_UP);
    }
}
