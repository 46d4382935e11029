package es.crmfactura.crm.campos;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** There is no field with this name. */
class CampoDesconocido extends Problema {

    CampoDesconocido() {
        super(
                HttpStatus.NOT_FOUND,
                "campo_desconocido",
                "No hay ningún campo con ese nombre; /api/crm/campos dice cuáles hay.");
    }
}
