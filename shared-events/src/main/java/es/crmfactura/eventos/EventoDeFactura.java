package es.crmfactura.eventos;

import java.util.UUID;

/** What billing tells. Its aggregate, whose events keep their order, is the invoice: also for its payments. */
public sealed interface EventoDeFactura
        permits FacturaEmitida, FacturaVencida, FacturaAnulada, PagoRecibido, PagoDevuelto {

    UUID facturaId();

    /** Who was invoiced, as the data were when the invoice was issued. */
    ClienteFacturado cliente();
}
