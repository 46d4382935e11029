package es.crmfactura.crm.campos;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Another field has this name already. */
class CampoDuplicado extends Problema {

    CampoDuplicado(String nombre) {
        super(
                HttpStatus.CONFLICT,
                "nombre_duplicado",
                "Ya hay un campo con ese nombre: use el que existe (%s) o elija otro nombre.".formatted(nombre),
                List.of(new CampoInvalido("nombre", "ya lo tiene otro campo")),
                Map.of("id", nombre));
    }
}
