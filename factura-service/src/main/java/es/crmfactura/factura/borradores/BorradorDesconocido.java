package es.crmfactura.factura.borradores;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** There is neither a draft nor an invoice. */
final class BorradorDesconocido extends Problema {

    BorradorDesconocido() {
        super(HttpStatus.NOT_FOUND, "factura_desconocida", "No hay ninguna factura con ese identificador.");
    }
}
