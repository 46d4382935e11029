package es.crmfactura.security.claves;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

class ClaveRevocada extends Problema {

    ClaveRevocada() {
        super(HttpStatus.CONFLICT, "clave_revocada", "La clave ya no vale y no se puede rotar: cree otra.");
    }
}
