package es.crmfactura.aparcados;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

class AparcadoDesconocido extends Problema {

    AparcadoDesconocido() {
        super(
                HttpStatus.NOT_FOUND,
                "aparcado_desconocido",
                "No hay ningún mensaje aparcado con ese identificador. Si lo hubo, ya se aplicó o se descartó: véalo en"
                        + " GET /api/eventos/aparcados/decisiones.");
    }
}
