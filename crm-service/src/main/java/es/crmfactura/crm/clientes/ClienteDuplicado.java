package es.crmfactura.crm.clientes;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/** Another client has this email or this cif_nif already. */
class ClienteDuplicado extends Problema {

    /** @param campo email or cif_nif */
    ClienteDuplicado(String campo, UUID existente) {
        super(
                HttpStatus.CONFLICT,
                campo + "_duplicado",
                "Ya hay un cliente con ese %s: use el que existe (%s) o corrija el dato.".formatted(campo, existente),
                List.of(new CampoInvalido(campo, "ya lo tiene otro cliente")),
                Map.of("id", existente));
    }
}
