package es.crmfactura.factura.emision;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** What was to be issued is not what is there any more. */
public final class BorradorCambiadoException extends Problema {

    BorradorCambiadoException() {
        super(
                HttpStatus.CONFLICT,
                "borrador_cambiado",
                "El borrador ha cambiado mientras se emitía: vuelva a leerlo y emítalo si está bien.");
    }
}
