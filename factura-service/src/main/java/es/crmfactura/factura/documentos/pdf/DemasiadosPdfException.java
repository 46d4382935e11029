package es.crmfactura.factura.documentos.pdf;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

final class DemasiadosPdfException extends Problema {

    DemasiadosPdfException() {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                "demasiados_pdf",
                "Se están haciendo muchos PDF a la vez: repita la solicitud dentro de unos segundos.");
    }
}
