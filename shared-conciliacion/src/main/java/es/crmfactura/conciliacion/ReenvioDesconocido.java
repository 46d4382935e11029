package es.crmfactura.conciliacion;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

class ReenvioDesconocido extends Problema {

    ReenvioDesconocido() {
        super(
                HttpStatus.NOT_FOUND,
                "reenvio_desconocido",
                "No hay ningún reenvío con ese identificador: es el que devolvió POST /api/eventos/reenvios.");
    }
}
