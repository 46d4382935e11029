package es.crmfactura.crm.reconstruccion;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** There is none with this id. */
class ReconstruccionDesconocida extends Problema {

    ReconstruccionDesconocida() {
        super(
                HttpStatus.NOT_FOUND,
                "reconstruccion_desconocida",
                "No hay ninguna reconstrucción con ese identificador. Las que hay están en GET /api/crm/reconstrucciones.");
    }
}
