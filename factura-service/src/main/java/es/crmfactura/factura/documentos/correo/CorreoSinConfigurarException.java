package es.crmfactura.factura.documentos.correo;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

final class CorreoSinConfigurarException extends Problema {

    CorreoSinConfigurarException(String ajuste) {
        super(
                HttpStatus.CONFLICT,
                "correo_sin_configurar",
                "El servicio no puede enviar correo: quien lo administra ha de fijar antes %s.".formatted(ajuste));
    }
}
