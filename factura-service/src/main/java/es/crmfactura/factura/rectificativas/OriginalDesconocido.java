package es.crmfactura.factura.rectificativas;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** There is no such invoice. */
final class OriginalDesconocido extends Problema {

    OriginalDesconocido() {
        super(HttpStatus.NOT_FOUND, "factura_desconocida", "No hay ninguna factura con ese identificador.");
    }
}
