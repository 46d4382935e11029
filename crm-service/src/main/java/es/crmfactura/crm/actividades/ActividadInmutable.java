package es.crmfactura.crm.actividades;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** What billing told can't be made untold here. */
class ActividadInmutable extends Problema {

    ActividadInmutable() {
        super(
                HttpStatus.CONFLICT,
                "actividad_de_evento",
                "Esta actividad la dio a conocer la facturación y no cambia: corrija la factura o el pago, o anote otra.");
    }
}
