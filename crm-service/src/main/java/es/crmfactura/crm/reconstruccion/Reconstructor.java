package es.crmfactura.crm.reconstruccion;

import es.crmfactura.crm.reconstruccion.Reconstrucciones.EnCurso;
import es.crmfactura.eventos.ReenvioTerminado;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventHandler;
import es.crmfactura.messaging.WakeUp;
import es.crmfactura.messaging.Worker;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sees to it that a reconstruccion goes on, whoever has begun it and whatever is stopped meanwhile: asks again if billing keeps
 * silent, and changes over when it has told all. All instances do, and the database lets one of them through.
 */
@Component
@EnableConfigurationProperties(ReconstruccionProperties.class)
class Reconstructor implements SmartLifecycle, EventHandler {

    private static final Logger log = LoggerFactory.getLogger(Reconstructor.class);

    /** In a row, after which the fault is not one that passes. */
    private static final int INTENTOS = 5;

    private final Reconstrucciones reconstrucciones;
    private final Sombra sombra;
    private final Cambio cambio;
    private final ReconstruccionProperties settings;
    private final WakeUp despertador = new WakeUp();
    private final Worker trabajo =
            new Worker("reconstructor", this::trabajar, reason -> log.warn("rebuilds nothing for now: {}", reason));
    private int fallos;

    Reconstructor(Reconstrucciones reconstrucciones, Sombra sombra, Cambio cambio, ReconstruccionProperties settings) {
        this.reconstrucciones = reconstrucciones;
        this.sombra = sombra;
        this.cambio = cambio;
        this.settings = settings;
    }

    /** @return its id */
    UUID empezar(String quien, String motivo) {
        UUID id = reconstrucciones.empezar(quien, motivo);
        despertador.nudge();
        return id;
    }

    private void trabajar() {
        while (isRunning()) {
            var enCurso = reconstrucciones.enCurso();
            sombra.abrir(enCurso.isPresent());
            enCurso.ifPresentOrElse(this::seguir, reconstrucciones::limpiar);
            despertador.await(settings.intervalo());
        }
    }

    private void seguir(EnCurso enCurso) {
        if (enCurso.respondida()) {
            cambiar();
        } else if (enCurso.calla()) {
            log.info("asks {} again for all it has told", enCurso.publica());
            reconstrucciones.insistir();
        }
    }

    private void cambiar() {
        try {
            cambio.intentar();
            fallos = 0;
        } catch (RuntimeException e) {
            fallos++;
            if (fallos >= INTENTOS) {
                fallos = 0;
                reconstrucciones.fallar("No se ha podido poner en su lugar: "
                        + Objects.requireNonNullElse(
                                e.getMessage(), e.getClass().getSimpleName()));
            }
            throw e;
        }
    }

    @Override
    public Set<Class<?>> types() {
        return Set.of(ReenvioTerminado.class);
    }

    @Override
    public void apply(List<Event> events) {
        events.forEach(event -> reconstrucciones.responder(((ReenvioTerminado) event.payload()).pedido()));
        TransactionSynchronizationManager.registerSynchronization(despertador.afterCommit());
    }

    @Override
    public void start() {
        trabajo.start();
    }

    @Override
    public void stop() {
        trabajo.stop(despertador::nudge);
    }

    @Override
    public boolean isRunning() {
        return trabajo.isWanted();
    }
}
