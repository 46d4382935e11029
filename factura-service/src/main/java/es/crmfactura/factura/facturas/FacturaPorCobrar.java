package es.crmfactura.factura.facturas;

import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.factura.valores.Importe;
import java.util.UUID;

/**
 * An issued invoice as far as its payment goes.
 *
 * @param version grows with each change, and orders the invoice's events
 */
public record FacturaPorCobrar(
        UUID id, String numero, ClienteFacturado cliente, Importe total, Importe pagado, long version) {

    /** @throws PagoExcesivoException if less is due */
    FacturaPorCobrar registrarPago(Importe importe) {
        if (importe.compareTo(pendiente()) > 0) {
            throw new PagoExcesivoException(importe, pendiente());
        }
        return new FacturaPorCobrar(id, numero, cliente, total, pagado.mas(importe), version + 1);
    }

    public Importe pendiente() {
        return total.menos(pagado);
    }
}
