package es.crmfactura.factura.lotes;

import es.crmfactura.factura.lotes.trabajo.Estado;
import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** It can't be stopped or gone on with. */
final class LoteAcabadoException extends Problema {

    LoteAcabadoException(Estado estado) {
        super(
                HttpStatus.CONFLICT,
                "lote_acabado",
                "El lote está %s y ya no se puede pausar, reanudar ni cancelar.".formatted(estado));
    }
}
