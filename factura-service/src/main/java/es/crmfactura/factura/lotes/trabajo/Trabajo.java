package es.crmfactura.factura.lotes.trabajo;

import es.crmfactura.messaging.WakeUp;
import es.crmfactura.messaging.Worker;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Goes on with all lotes that are not done, by one step of each after the other. Any number of instances may: each step of a
 * lote is done by the one that has its row. While the database is away all of them wait.
 */
@Component
public class Trabajo implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Trabajo.class);
    private static final Duration ESPERA = Duration.ofSeconds(1);

    private final Progreso progreso;
    private final Avanzador avanzador;
    private final WakeUp despertador = new WakeUp();
    private final Worker worker =
            new Worker("lotes", this::trabajar, reason -> log.warn("lotes rest for now: {}", reason));

    Trabajo(Progreso progreso, Avanzador avanzador) {
        this.progreso = progreso;
        this.avanzador = avanzador;
    }

    private void trabajar() {
        // reasons are given in the language of the answers
        LocaleContextHolder.setLocale(Locale.forLanguageTag("es"));
        while (isRunning()) {
            progreso.borrarAntiguos();
            while (isRunning() && darUnPasoConCadaUno()) {
                // until nothing is left
            }
            // others may have received one, or have stopped in the middle
            despertador.await(ESPERA);
        }
    }

    private boolean darUnPasoConCadaUno() {
        boolean algo = false;
        for (UUID lote : progreso.pendientes()) {
            algo |= isRunning() && avanzador.avanzar(lote);
        }
        return algo;
    }

    /** To be registered with the transaction that leaves something to do. */
    public TransactionSynchronization alHaberMas() {
        return despertador.afterCommit();
    }

    @Override
    public void start() {
        worker.start();
    }

    @Override
    public void stop() {
        worker.stop(despertador::nudge);
    }

    @Override
    public boolean isRunning() {
        return worker.isWanted();
    }
}
