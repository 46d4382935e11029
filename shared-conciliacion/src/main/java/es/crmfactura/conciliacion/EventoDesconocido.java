package es.crmfactura.conciliacion;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

class EventoDesconocido extends Problema {

    EventoDesconocido() {
        super(
                HttpStatus.NOT_FOUND,
                "evento_desconocido",
                "Este servicio ni ha publicado ni ha recibido ningún evento con ese identificador: compruébelo, o"
                        + " pregunte al otro servicio.");
    }
}
