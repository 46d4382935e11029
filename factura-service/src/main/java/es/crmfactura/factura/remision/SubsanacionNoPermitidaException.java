package es.crmfactura.factura.remision;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** Another record would not put this one right. */
final class SubsanacionNoPermitidaException extends Problema {

    private SubsanacionNoPermitidaException(String codigo, String detalle) {
        super(HttpStatus.CONFLICT, codigo, detalle);
    }

    static SubsanacionNoPermitidaException noEsElUltimo() {
        return new SubsanacionNoPermitidaException(
                "registro_anterior", "La factura tiene un registro posterior: subsane ese, si hace falta.");
    }

    static SubsanacionNoPermitidaException sinRespuesta() {
        return new SubsanacionNoPermitidaException(
                "registro_sin_respuesta",
                "La Agencia Tributaria todavía no ha respondido a este registro, así que no hay nada que subsanar: vea su estado"
                        + " en /api/verifactu/registros.");
    }

    static SubsanacionNoPermitidaException deAnulacion() {
        return new SubsanacionNoPermitidaException(
                "anulacion_sin_rechazo", "Un registro de anulación solo se subsana si se ha rechazado.");
    }
}
