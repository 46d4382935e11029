package es.crmfactura.factura.verificacion;

import es.crmfactura.factura.verifactu.RegistrosReadModel.Eslabon;
import es.crmfactura.factura.verificacion.Verificacion.Cadena;
import es.crmfactura.factura.verificacion.Verificacion.Fallo;
import es.crmfactura.factura.verificacion.Verificacion.Motivo;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way along one chain, record by record. Each is compared with what the one before it is, right or wrong: so that one broken
 * record is not told again at all that follow it.
 */
final class Recorrido {

    private final String nif;
    private final Fallos fallos;
    private long registros;
    private @Nullable Instant desde;
    private @Nullable Eslabon ultimo;

    Recorrido(String nif, Fallos fallos) {
        this.nif = nif;
        this.fallos = fallos;
    }

    void seguir(Eslabon eslabon) {
        long siguiente = ultimo == null ? 1 : ultimo.posicion() + 1;
        if (eslabon.posicion() != siguiente) {
            anotar(Motivo.posicion, eslabon, "Se esperaba la posición %d.".formatted(siguiente));
        } else if (!Objects.equals(eslabon.huellaAnterior(), ultimo == null ? null : ultimo.huella())) {
            anotar(Motivo.enlace, eslabon, "No lleva la huella del registro anterior.");
        }
        if (!eslabon.cuadra()) {
            anotar(Motivo.huella, eslabon, "Su huella no es la de lo que dice.");
        }
        if (ultimo != null && eslabon.generado().isBefore(ultimo.generado())) {
            anotar(Motivo.orden, eslabon, "Su momento es anterior al del registro que le precede.");
        }
        if (desde == null) {
            desde = eslabon.generado();
        }
        registros++;
        ultimo = eslabon;
    }

    /** @param posicion where the chain says that it ends */
    void terminar(long posicion, @Nullable String huella) {
        long alcanzada = ultimo == null ? 0 : ultimo.posicion();
        if (alcanzada != posicion || !Objects.equals(huella, ultimo == null ? null : ultimo.huella())) {
            fallos.anotar(new Fallo(
                    Motivo.fin,
                    nif,
                    alcanzada,
                    null,
                    null,
                    "La cadena tendría que acabar en la posición %d, con otro registro.".formatted(posicion)));
        }
    }

    private void anotar(Motivo motivo, Eslabon eslabon, String detalle) {
        fallos.anotar(new Fallo(motivo, nif, eslabon.posicion(), eslabon.facturaId(), eslabon.numero(), detalle));
    }

    Cadena cadena(String instalacion) {
        return new Cadena(
                nif,
                instalacion,
                registros,
                desde,
                ultimo == null ? null : ultimo.generado(),
                ultimo == null ? null : ultimo.huella());
    }
}
