package es.crmfactura.crm.oportunidades;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** The id given names no oportunidad. */
class OportunidadDesconocida extends Problema {

    OportunidadDesconocida() {
        super(
                HttpStatus.NOT_FOUND,
                "oportunidad_desconocida",
                "No hay ninguna oportunidad con ese identificador: búsquela en GET /api/crm/oportunidades.");
    }
}
