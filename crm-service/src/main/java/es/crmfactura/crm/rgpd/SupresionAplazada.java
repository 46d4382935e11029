package es.crmfactura.crm.rgpd;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** Something that is under way would be lost, or would bring back what is erased. */
class SupresionAplazada extends Problema {

    private SupresionAplazada(HttpStatus status, String codigo, String detalle) {
        super(status, codigo, detalle);
    }

    static SupresionAplazada porImportacion() {
        return new SupresionAplazada(
                HttpStatus.CONFLICT,
                "importacion_en_curso",
                "Hay una importación en curso, que podría traer datos de este cliente: espere a que termine, o elimínela en"
                        + " DELETE /api/crm/importaciones/{id}, y vuelva a intentarlo.");
    }

    static SupresionAplazada porEntrega() {
        return new SupresionAplazada(
                HttpStatus.SERVICE_UNAVAILABLE,
                "eventos_sin_entregar",
                "Una oportunidad ganada de este cliente aún no ha llegado a la facturación: vuelva a intentarlo dentro de unos"
                        + " segundos.");
    }
}
