package es.crmfactura.factura.remision;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** There is no such record. */
final class RegistroDesconocido extends Problema {

    RegistroDesconocido() {
        super(HttpStatus.NOT_FOUND, "registro_desconocido", "No hay ningún registro con ese identificador.");
    }
}
