package es.crmfactura.crm.actividades;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** The id given names no actividad. */
class ActividadDesconocida extends Problema {

    ActividadDesconocida() {
        super(
                HttpStatus.NOT_FOUND,
                "actividad_desconocida",
                "No hay ninguna actividad con ese identificador: búsquela entre las de su cliente.");
    }
}
