package es.crmfactura.eventos;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The last day to pay an invoice has passed, and not all of it is paid. It is told once of each invoice, also if a payment is
 * returned later.
 *
 * @param vencimiento the day by which it had to be paid
 * @param total of the invoice
 * @param pagado of the invoice at this event
 * @param pendiente of the invoice at this event
 */
public record FacturaVencida(
        UUID facturaId,
        String numero,
        ClienteFacturado cliente,
        LocalDate vencimiento,
        BigDecimal total,
        BigDecimal pagado,
        BigDecimal pendiente)
        implements EventoDeFactura {

    public FacturaVencida {
        requireNonNull(facturaId, "factura_id");
        requireNonNull(numero, "numero");
        requireNonNull(cliente, "cliente");
        requireNonNull(vencimiento, "vencimiento");
        requireNonNull(total, "total");
        requireNonNull(pagado, "pagado");
        requireNonNull(pendiente, "pendiente");
    }
}
