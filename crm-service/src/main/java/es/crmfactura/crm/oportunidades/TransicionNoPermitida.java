package es.crmfactura.crm.oportunidades;

import es.crmfactura.crm.clientes.Oportunidad.Estado;
import es.crmfactura.web.Problema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** An oportunidad can't go from the estado it is in to the one asked for. */
class TransicionNoPermitida extends Problema {

    /** @param permitidos where it can go */
    TransicionNoPermitida(Estado actual, Estado pedido, Set<Estado> permitidos) {
        super(
                HttpStatus.CONFLICT,
                "transicion_no_permitida",
                "Una oportunidad en estado %s no puede pasar a %s: %s.".formatted(actual, pedido, queHacer(permitidos)),
                List.of(),
                Map.of("estado", actual, "permitidos", permitidos));
    }

    private static String queHacer(Set<Estado> permitidos) {
        return permitidos.isEmpty()
                ? "está cerrada; vuelva a abrirla con POST /api/crm/oportunidades/{id}/reabrir"
                : permitidos.stream().map(Estado::name).collect(Collectors.joining(", ", "puede pasar a ", ""));
    }
}
