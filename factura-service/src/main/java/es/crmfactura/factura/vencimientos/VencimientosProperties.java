package es.crmfactura.factura.vencimientos;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Late payment.
 *
 * @param activo this instance tells of invoices that have become overdue; each is told once however many do
 * @param cada how often it looks for them: a new day begins at most so much later
 * @param tipos rates of the legal interest besides those that {@link TiposDeDemora} knows, or in their place
 */
@ConfigurationProperties("crmfactura.vencimientos")
record VencimientosProperties(
        @DefaultValue("true") boolean activo,
        @DefaultValue("5m") Duration cada,
        @DefaultValue List<TipoDeDemora> tipos) {}
