package es.crmfactura.factura.reportes.tablas;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** A sheet of a workbook has no room for it. */
final class TablaDemasiadoLargaException extends Problema {

    TablaDemasiadoLargaException() {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "tabla_demasiado_larga",
                "Son más filas de las que caben en una hoja XLSX: pida un periodo más corto, o formato=csv.");
    }
}
