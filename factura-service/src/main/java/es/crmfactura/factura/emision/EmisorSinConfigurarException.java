package es.crmfactura.factura.emision;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

final class EmisorSinConfigurarException extends Problema {

    EmisorSinConfigurarException() {
        super(
                HttpStatus.CONFLICT,
                "emisor_sin_configurar",
                "Antes de la primera factura envíe los datos del emisor con PUT /api/emisor.");
    }
}
