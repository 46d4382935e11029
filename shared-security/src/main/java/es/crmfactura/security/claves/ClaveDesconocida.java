package es.crmfactura.security.claves;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

class ClaveDesconocida extends Problema {

    ClaveDesconocida() {
        super(HttpStatus.NOT_FOUND, "clave_desconocida", "No hay ninguna clave con ese identificador.");
    }
}
