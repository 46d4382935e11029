package es.crmfactura.eventos;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invoice has been issued.
 *
 * @param numero the final number, for instance FAC-2026-000001
 * @param desglose one entry for each tax rate; their sums are {@code baseImponible} and {@code cuotaIva}
 * @param rectifica null unless it corrects an earlier invoice
 */
public record FacturaEmitida(
        UUID facturaId,
        String numero,
        String serie,
        LocalDate fecha,
        LocalDate vencimiento,
        ClienteFacturado cliente,
        List<Linea> lineas,
        List<Impuesto> desglose,
        BigDecimal baseImponible,
        BigDecimal cuotaIva,
        BigDecimal total,
        @Nullable Rectificacion rectifica)
        implements EventoDeFactura {

    public FacturaEmitida {
        requireNonNull(facturaId, "factura_id");
        requireNonNull(numero, "numero");
        requireNonNull(serie, "serie");
        requireNonNull(fecha, "fecha");
        requireNonNull(vencimiento, "vencimiento");
        requireNonNull(cliente, "cliente");
        lineas = List.copyOf(requireNonNull(lineas, "lineas"));
        desglose = List.copyOf(requireNonNull(desglose, "desglose"));
        requireNonNull(baseImponible, "base_imponible");
        requireNonNull(cuotaIva, "cuota_iva");
        requireNonNull(total, "total");
    }

    /**
     * Which invoice this one corrects, and how.
     *
     * @param tipo {@code diferencias}: its amounts, which may be negative, add to the other's; {@code sustitucion}: it counts
     *     in the other's place
     */
    public record Rectificacion(UUID facturaId, String numero, String tipo) {

        public Rectificacion {
            requireNonNull(facturaId, "factura_id");
            requireNonNull(numero, "numero");
            requireNonNull(tipo, "tipo");
        }
    }

    /**
     * One line of the invoice.
     *
     * @param precio of one unit, without tax
     * @param descuento percent off the line
     * @param iva percent
     * @param importe of the line, without tax, after the discount
     */
    public record Linea(
            String descripcion,
            BigDecimal cantidad,
            BigDecimal precio,
            BigDecimal descuento,
            BigDecimal iva,
            BigDecimal importe) {

        public Linea {
            requireNonNull(descripcion, "descripcion");
            requireNonNull(cantidad, "cantidad");
            requireNonNull(precio, "precio");
            requireNonNull(descuento, "descuento");
            requireNonNull(iva, "iva");
            requireNonNull(importe, "importe");
        }
    }

    /**
     * The tax of one rate.
     *
     * @param tipo percent
     */
    public record Impuesto(BigDecimal tipo, BigDecimal base, BigDecimal cuota) {

        public Impuesto {
            requireNonNull(tipo, "tipo");
            requireNonNull(base, "base");
            requireNonNull(cuota, "cuota");
        }
    }
}
