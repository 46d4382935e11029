package es.crmfactura.crm.campos;

import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Clients have what would go with a field, or with an option of it. */
class CampoEnUso extends Problema {

    private CampoEnUso(String codigo, String detalle, long clientes) {
        super(HttpStatus.CONFLICT, codigo, detalle, List.of(), Map.of("clientes", clientes));
    }

    static CampoEnUso porSusValores(long clientes) {
        return new CampoEnUso(
                "campo_en_uso",
                "Hay clientes con un valor en este campo (%d): vacíelos antes, o repita con ?borrar_valores=true si no hacen falta."
                        .formatted(clientes),
                clientes);
    }

    static CampoEnUso porSusOpciones(List<String> opciones, long clientes) {
        return new CampoEnUso(
                "opcion_en_uso",
                "Hay clientes que tienen lo que se quita (%d; %s): deles antes otro valor."
                        .formatted(clientes, String.join(", ", opciones)),
                clientes);
    }
}
