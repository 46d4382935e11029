package es.crmfactura.crm.oportunidades;

import es.crmfactura.crm.clientes.ClienteId;
import es.crmfactura.crm.clientes.Oportunidad;
import es.crmfactura.crm.clientes.Oportunidad.Estado;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.web.MergePatch;
import es.crmfactura.web.Precondicion;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes oportunidades from one estado to the next, and keeps the history of it. {@code autor} is who asks for it, null if
 * nobody has identified themselves.
 */
@Service
class GestionDeOportunidades {

    private static final String PROBABILIDAD = "probabilidad_cierre";

    private final Oportunidades oportunidades;
    private final Historial historial;
    private final MergePatch mergePatch;
    private final Clock clock;

    GestionDeOportunidades(Oportunidades oportunidades, Historial historial, MergePatch mergePatch, Clock clock) {
        this.oportunidades = oportunidades;
        this.historial = historial;
        this.mergePatch = mergePatch;
        this.clock = clock;
    }

    /** In any estado: older programs write down what has happened already, and give no reasons. */
    @Transactional
    Oportunidad crear(ClienteId cliente, DatosDeOportunidad datos, @Nullable String autor) {
        Oportunidad nueva = oportunidades.crear(cliente, datos, clock.instant());
        historial.anotar(null, nueva, autor);
        return nueva;
    }

    @Transactional
    Oportunidad modificar(OportunidadId id, ObjectNode cambios, Precondicion precondicion, @Nullable String autor) {
        Oportunidad antes = oportunidades.bloquear(id);
        precondicion.comprobar(antes.version());
        DatosDeOportunidad datos = cambiados(antes, cambios);
        Transiciones.comprobar(antes.estado(), datos.estado());
        comprobarMotivo(antes, datos);
        return guardar(antes, datos, autor);
    }

    /** A new estado brings its probability along, unless the change says another one. */
    private DatosDeOportunidad cambiados(Oportunidad antes, ObjectNode cambios) {
        var actuales = DatosDeOportunidad.de(antes);
        DatosDeOportunidad datos = mergePatch.apply(actuales, cambios);
        return datos.estado() == antes.estado() || cambios.has(PROBABILIDAD)
                ? datos
                : mergePatch.apply(actuales, cambios.deepCopy().putNull(PROBABILIDAD));
    }

    /** One that was lost without giving a reason may stay so. */
    private static void comprobarMotivo(Oportunidad antes, DatosDeOportunidad datos) {
        boolean yaPerdidaSinMotivo = antes.estado() == Estado.perdida && antes.motivoPerdida() == null;
        if (datos.estado() == Estado.perdida && datos.motivoPerdida() == null && !yaPerdidaSinMotivo) {
            throw new CamposInvalidos(
                    List.of(new CampoInvalido("motivo_perdida", "tiene que decir por qué se ha perdido")));
        }
    }

    @Transactional
    Oportunidad reabrir(OportunidadId id, Estado estado, Precondicion precondicion, @Nullable String autor) {
        Oportunidad antes = oportunidades.bloquear(id);
        precondicion.comprobar(antes.version());
        Transiciones.comprobarReapertura(antes.estado(), estado);
        return guardar(antes, DatosDeOportunidad.de(antes).en(estado), autor);
    }

    private Oportunidad guardar(Oportunidad antes, DatosDeOportunidad datos, @Nullable String autor) {
        if (datos.equals(DatosDeOportunidad.de(antes))) {
            return antes;
        }
        oportunidades.guardar(antes, datos, clock.instant());
        Oportunidad despues = oportunidades.bloquear(new OportunidadId(antes.id()));
        historial.anotar(antes, despues, autor);
        return despues;
    }

    @Transactional
    void eliminar(OportunidadId id, Precondicion precondicion) {
        precondicion.comprobar(oportunidades.bloquear(id).version());
        oportunidades.eliminar(id);
    }
}
