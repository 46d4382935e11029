package es.crmfactura.factura.facturas;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** Nothing is due of a cancelled invoice. */
final class FacturaAnuladaException extends Problema {

    FacturaAnuladaException() {
        super(
                HttpStatus.CONFLICT,
                "factura_anulada",
                "La factura está anulada y no admite pagos: registre el pago en la que la sustituya.");
    }
}
