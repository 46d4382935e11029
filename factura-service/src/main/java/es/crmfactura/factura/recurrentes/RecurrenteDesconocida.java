package es.crmfactura.factura.recurrentes;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

final class RecurrenteDesconocida extends Problema {

    RecurrenteDesconocida() {
        super(
                HttpStatus.NOT_FOUND,
                "recurrente_desconocida",
                "No hay ninguna factura recurrente con ese identificador: búsquela en GET /api/recurrentes.");
    }
}
