package es.crmfactura.factura.facturas;

import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.factura.valores.Importe;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An issued invoice as far as its payment goes.
 *
 * @param compensado what lowers what is due besides its own payments
 * @param sustituidaPor the one that stands in its place; null if none does
 * @param version grows with each change, and orders the invoice's events
 */
public record FacturaPorCobrar(
        UUID id,
        String numero,
        ClienteFacturado cliente,
        Importe total,
        Importe pagado,
        Importe compensado,
        @Nullable UUID sustituidaPor,
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
        return con(pagado.mas(importe), false);
    }

    /** @param importe of one of its payments */
    FacturaPorCobrar devolverPago(Importe importe) {
        return con(pagado.menos(importe), anulada);
    }

    /** @throws FacturaConPagosException if it has payments that were not returned */
    FacturaPorCobrar anular() {
        if (pagado.esPositivo()) {
            throw new FacturaConPagosException(pagado);
        }
        return con(pagado, true);
    }

    private FacturaPorCobrar con(Importe pagado, boolean anulada) {
        return new FacturaPorCobrar(
                id, numero, cliente, total, pagado, compensado, sustituidaPor, anulada, version + 1);
    }

    /** As the database computes it. */
    public Importe pendiente() {
        Importe debe = total.menos(pagado).menos(compensado);
        return anulada || sustituidaPor != null || debe.esNegativo() ? Importe.CERO : debe;
    }
}
