package es.crmfactura.factura.emision;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

final class ClienteDesconocidoException extends Problema {

    ClienteDesconocidoException() {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "cliente_desconocido",
                "La facturación no conoce a ese cliente del CRM. Si se acaba de crear, repita dentro de unos segundos; si no,"
                        + " envíe sus datos en el campo cliente.",
                List.of(new CampoInvalido("cliente_crm_id", "no está en el directorio de clientes")),
                Map.of());
    }
}
