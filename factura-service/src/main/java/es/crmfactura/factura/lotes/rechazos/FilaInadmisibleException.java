package es.crmfactura.factura.lotes.rechazos;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** The database has refused a row, for a reason that is checked nowhere else. */
public final class FilaInadmisibleException extends Problema {

    public FilaInadmisibleException() {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "valor_no_admitido",
                "Algún valor es demasiado grande o contiene caracteres que no se pueden guardar: revíselos.");
    }
}
