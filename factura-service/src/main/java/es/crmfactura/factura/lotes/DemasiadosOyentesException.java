package es.crmfactura.factura.lotes;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** Each who listens holds a connection and, on older Java, a thread. */
final class DemasiadosOyentesException extends Problema {

    DemasiadosOyentesException() {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                "demasiados_oyentes",
                "Ya siguen el progreso cuantos pueden hacerlo a la vez: pregunte de vez en cuando con GET /api/facturas/lotes/{id}.");
    }
}
