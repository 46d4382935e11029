package es.crmfactura.webhooks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events that a service tells of itself; a bean of it gives the service webhooks.
 *
 * @param nombres as in the contract, for instance {@code es.crmfactura.FacturaEmitida.v1}
 */
public record TiposDeEvento(List<String> nombres) {

    /** What is sent on request, to see whether it arrives. */
    static final String PRUEBA = "webhook.prueba";

    boolean incluye(@Nullable String nombre) {
        return nombre != null && nombres.contains(nombre);
    }
}
