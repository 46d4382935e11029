package es.crmfactura.crm.duplicados;

import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Who is to be taken in looks like somebody who is there already. */
class PosibleDuplicado extends Problema {

    PosibleDuplicado(List<Parecido> candidatos) {
        super(
                HttpStatus.CONFLICT,
                "posible_duplicado",
                "Puede que ya conste: use uno de los candidatos o, si es otro, envíelo con confirmar_duplicado: true.",
                List.of(),
                Map.of("candidatos", candidatos));
    }
}
