package es.crmfactura.eventos;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment has been returned, for instance a bounced direct debit, and no longer counts.
 *
 * @param fecha when it was returned
 * @param totalFactura of the invoice
 * @param pagado of the invoice after this event
 * @param pendiente of the invoice after this event
 */
public record PagoDevuelto(
        UUID pagoId,
        UUID facturaId,
        String facturaNumero,
        ClienteFacturado cliente,
        BigDecimal importe,
        LocalDate fecha,
        @Nullable String motivo,
        BigDecimal totalFactura,
        BigDecimal pagado,
        BigDecimal pendiente)
        implements EventoDeFactura {

    public PagoDevuelto {
        requireNonNull(pagoId, "pago_id");
        requireNonNull(facturaId, "factura_id");
        requireNonNull(facturaNumero, "factura_numero");
        requireNonNull(cliente, "cliente");
        requireNonNull(importe, "importe");
        requireNonNull(fecha, "fecha");
        requireNonNull(totalFactura, "total_factura");
        requireNonNull(pagado, "pagado");
        requireNonNull(pendiente, "pendiente");
    }
}
