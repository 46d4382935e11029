package es.crmfactura.crm.clientes;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** The id or the email given names no client. */
public class ClienteDesconocido extends Problema {

    public ClienteDesconocido() {
        super(
                HttpStatus.NOT_FOUND,
                "cliente_desconocido",
                "No hay ningún cliente con ese identificador: búsquelo en GET /api/crm/clientes o créelo.");
    }
}
