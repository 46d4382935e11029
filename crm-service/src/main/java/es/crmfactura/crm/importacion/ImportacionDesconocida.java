package es.crmfactura.crm.importacion;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** There is no such import, or no more. */
class ImportacionDesconocida extends Problema {

    ImportacionDesconocida() {
        super(
                HttpStatus.NOT_FOUND,
                "importacion_desconocida",
                "No hay ninguna importación con ese identificador: se borran a los siete días de terminar."
                        + " Las que hay están en GET /api/crm/importaciones.");
    }
}
