package es.crmfactura.eventos;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment for an invoice has come in.
 *
 * @param fecha of the payment
 * @param totalFactura of the invoice
 * @param pagado of the invoice after this event
 * @param pendiente of the invoice after this event
 */
public record PagoRecibido(
        UUID pagoId,
        UUID facturaId,
        String facturaNumero,
        ClienteFacturado cliente,
        BigDecimal importe,
        LocalDate fecha,
        @Nullable String metodo,
        @Nullable String referencia,
        BigDecimal totalFactura,
        BigDecimal pagado,
        BigDecimal pendiente)
        implements EventoDeFactura {

    public PagoRecibido {
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
