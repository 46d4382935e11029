package es.crmfactura.crm.campos;

import es.crmfactura.web.Problema;
import org.springframework.http.HttpStatus;

/** There are as many fields as there may be. */
class DemasiadosCampos extends Problema {

    DemasiadosCampos(int maximo) {
        super(
                HttpStatus.CONFLICT,
                "demasiados_campos",
                "Ya hay %d campos, que son los que puede haber: elimine antes alguno que no se use.".formatted(maximo));
    }
}
