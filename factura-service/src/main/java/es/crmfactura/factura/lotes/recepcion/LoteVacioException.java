package es.crmfactura.factura.lotes.recepcion;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** There is nothing to be issued. */
public final class LoteVacioException extends Problema {

    public LoteVacioException() {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "lote_vacio",
                "No hay ninguna factura: envíe al menos una, en JSON o en CSV con una primera fila que nombra las columnas.");
    }
}
