package es.crmfactura.factura.facturas;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** There is no such invoice. */
public final class FacturaDesconocida extends Problema {

    public FacturaDesconocida() {
        super(HttpStatus.NOT_FOUND, "factura_desconocida", "No hay ninguna factura con ese identificador o número.");
    }
}
