package es.crmfactura.crm.oportunidades;

import es.crmfactura.crm.clientes.Oportunidad.Estado;
import es.crmfactura.web.Problema;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.http.HttpStatus;

/** Which estados may follow which. */
final class Transiciones {

    private static final Set<Estado> ABIERTOS = EnumSet.range(Estado.inicial, Estado.negociacion);

    private Transiciones() {}

    /** @throws TransicionNoPermitida which names where it can go instead */
    static void comprobar(Estado actual, Estado pedido) {
        Set<Estado> permitidos = siguientes(actual);
        if (pedido != actual && !permitidos.contains(pedido)) {
            throw new TransicionNoPermitida(actual, pedido, permitidos);
        }
    }

    /** To and fro while it is open, won or lost at any moment; what is closed is reopened with a verb of its own. */
    private static Set<Estado> siguientes(Estado actual) {
        if (!actual.abierta()) {
            return Set.of();
        }
        return EnumSet.complementOf(EnumSet.of(actual));
    }

    /**
     * @throws OportunidadAbiertaException if it is not closed
     * @throws TransicionNoPermitida if it would not be open afterwards
     */
    static void comprobarReapertura(Estado actual, Estado pedido) {
        if (actual.abierta()) {
            throw new OportunidadAbiertaException(actual);
        }
        if (!pedido.abierta()) {
            throw new TransicionNoPermitida(actual, pedido, ABIERTOS);
        }
    }

    /** Only what has been closed can be reopened. */
    static class OportunidadAbiertaException extends Problema {

        OportunidadAbiertaException(Estado estado) {
            super(
                    HttpStatus.CONFLICT,
                    "oportunidad_abierta",
                    "La oportunidad ya está abierta (%s): cambie su estado con PATCH.".formatted(estado));
        }
    }
}
