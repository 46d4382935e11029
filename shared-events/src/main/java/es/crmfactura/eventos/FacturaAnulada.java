package es.crmfactura.eventos;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * An invoice that was issued by mistake no longer counts; its number stays taken.
 *
 * @param fecha when it was cancelled
 * @param total what it had been issued for
 */
public record FacturaAnulada(
        UUID facturaId, String numero, ClienteFacturado cliente, LocalDate fecha, BigDecimal total, String motivo)
        implements EventoDeFactura {

    public FacturaAnulada {
        requireNonNull(facturaId, "factura_id");
        requireNonNull(numero, "numero");
        requireNonNull(cliente, "cliente");
        requireNonNull(fecha, "fecha");
        requireNonNull(total, "total");
        requireNonNull(motivo, "motivo");
    }
}
