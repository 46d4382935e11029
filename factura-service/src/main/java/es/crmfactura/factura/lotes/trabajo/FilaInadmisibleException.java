package es.crmfactura.factura.lotes.trabajo;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** The database has refused a row, for a reason that is checked nowhere else. */
final class FilaInadmisibleException extends Problema {

    FilaInadmisibleException() {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "valor_no_admitido",
                "Algún valor es demasiado grande o contiene caracteres que no se pueden guardar: revíselos.");
    }
}
