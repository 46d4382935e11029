package es.crmfactura.factura.facturas;

import es.crmfactura.factura.valores.Importe;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What payments do to an invoice. */
@Component
public class Cobros {

    private final Facturas facturas;

    Cobros(Facturas facturas) {
        this.facturas = facturas;
    }

    /**
     * Counts a payment, within the caller's transaction; until that ends the invoice is locked.
     *
     * @return the invoice after the payment
     * @throws FacturaDesconocida if there is no such invoice
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public FacturaPorCobrar registrarPago(String id, Importe importe) {
        FacturaPorCobrar pagada = facturas.bloquear(FacturaId.de(id))
                .orElseThrow(FacturaDesconocida::new)
                .registrarPago(importe);
        facturas.guardar(pagada);
        return pagada;
    }

    /**
     * @return the invoice's id
     * @throws FacturaDesconocida if there is no such invoice
     */
    public UUID deFactura(String id) {
        UUID factura = FacturaId.de(id);
        if (!facturas.existe(factura)) {
            throw new FacturaDesconocida();
        }
        return factura;
    }
}
