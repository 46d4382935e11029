package es.crmfactura.factura.emision;

import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The sender and we do not come to the same total. */
final class TotalDistintoException extends Problema {

    TotalDistintoException(Importe enviado, Importe calculado) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "total_distinto",
                "La factura suma %s € y se ha enviado un total de %s €: revise las líneas o no envíe el total."
                        .formatted(calculado, enviado),
                List.of(new CampoInvalido("total", "tiene que ser " + calculado)),
                Map.of("total_calculado", calculado.euros(), "total_enviado", enviado.euros()));
    }
}
