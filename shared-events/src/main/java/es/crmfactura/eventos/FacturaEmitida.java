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
 * @param desglose one entry for what is taxed alike; their sums are {@code baseImponible}, {@code cuotaIva} and {@code recargo}
 * @param total what the client owes
 * @param rectifica null unless it corrects an earlier invoice
 * @param recargo recargo de equivalencia; in events from before it was told, null
 * @param retencion income tax that the client withholds; in events from before it was told, null
 * @param canjea the simplified invoices that it was issued in exchange for, in whose place it counts; null if there are none
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
        @Nullable Rectificacion rectifica,
        @Nullable BigDecimal recargo,
        @Nullable BigDecimal retencion,
        @Nullable List<Canjeada> canjea)
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
        canjea = canjea == null ? null : List.copyOf(canjea);
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

    /** A simplified invoice that was exchanged. */
    public record Canjeada(UUID facturaId, String numero) {

        public Canjeada {
            requireNonNull(facturaId, "factura_id");
            requireNonNull(numero, "numero");
        }
    }

    /**
     * One line of the invoice.
     *
     * @param precio of one unit, without tax
     * @param descuento percent off the line
     * @param iva percent
     * @param importe of the line, without tax, after the discount
     * @param recargo percent of recargo de equivalencia
     * @param exencion why it bears no IVA, for instance E1 or S2; null where it does
     */
    public record Linea(
            String descripcion,
            BigDecimal cantidad,
            BigDecimal precio,
            BigDecimal descuento,
            BigDecimal iva,
            BigDecimal importe,
            @Nullable BigDecimal recargo,
            @Nullable String exencion) {

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
     * The tax of what is taxed alike.
     *
     * @param tipo percent of IVA
     * @param cuota the IVA
     * @param recargoTipo percent of recargo de equivalencia
     * @param exencion why it bears no IVA, for instance E1 or S2; null where it does
     */
    public record Impuesto(
            BigDecimal tipo,
            BigDecimal base,
            BigDecimal cuota,
            @Nullable BigDecimal recargoTipo,
            @Nullable BigDecimal recargo,
            @Nullable String exencion) {

        public Impuesto {
            requireNonNull(tipo, "tipo");
            requireNonNull(base, "base");
            requireNonNull(cuota, "cuota");
        }
    }
}
