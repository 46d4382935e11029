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
        UUID id,
        String numero,
        ClienteFacturado cliente,
        Importe total,
        Importe pagado,
        boolean anulada,
        long version) {

    /**
     * @throws FacturaAnuladaException if it was cancelled
     * @throws PagoExcesivoException if less is due
     */
    FacturaPorCobrar registrarPago(Importe importe) {
        if (anulada) {
            throw new FacturaAnuladaException();
        }
        if (importe.compareTo(pendiente()) > 0) {
            throw new PagoExcesivoException(importe, pendiente());
        }
        return new FacturaPorCobrar(id, numero, cliente, total, pagado.mas(importe), false, version + 1);
    }

    /** @param importe of one of its payments */
    FacturaPorCobrar devolverPago(Importe importe) {
        return new FacturaPorCobrar(id, numero, cliente, total, pagado.menos(importe), anulada, version + 1);
    }

    /** @throws FacturaConPagosException if it has payments that were not returned */
    FacturaPorCobrar anular() {
        if (pagado.esPositivo()) {
            throw new FacturaConPagosException(pagado);
        }
        return new FacturaPorCobrar(id, numero, cliente, total, pagado, true, version + 1);
    }

    public Importe pendiente() {
        return anulada ? Importe.CERO : total.menos(pagado);
    }
}
