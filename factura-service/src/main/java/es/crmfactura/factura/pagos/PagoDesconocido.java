package es.crmfactura.factura.pagos;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** There is no such payment. */
final class PagoDesconocido extends Problema {

    PagoDesconocido() {
        super(HttpStatus.NOT_FOUND, "pago_desconocido", "No hay ningún pago con ese identificador.");
    }
}
