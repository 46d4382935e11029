package es.crmfactura.factura.facturas;

import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;

/**
 * One line of an invoice.
 *
 * @param precio of one unit, with tax where the invoice says so
 * @param iva percent
 * @param descuento percent
 */
record Linea(String descripcion, BigDecimal cantidad, BigDecimal precio, BigDecimal iva, BigDecimal descuento) {

    private static final BigDecimal CIEN = new BigDecimal(100);

    /** What the line comes to, with tax where its price has it. */
    Importe importe() {
        return new Importe(
                cantidad.multiply(precio).multiply(CIEN.subtract(descuento)).divide(CIEN));
    }
}
