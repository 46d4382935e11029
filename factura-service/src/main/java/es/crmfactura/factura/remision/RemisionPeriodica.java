package es.crmfactura.factura.remision;

import es.crmfactura.messaging.WakeUp;
import es.crmfactura.messaging.Worker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks again and again for what is to be sent, from the service's start to its end; without an address it only says so. */
@Component
class RemisionPeriodica implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RemisionPeriodica.class);

    private final ColaDeRegistros cola;
    private final Desenlaces desenlaces;
    private final RemisionProperties settings;
    private final SslBundles bundles;
    private final WakeUp despertador = new WakeUp();
    private final Worker worker = new Worker(
            "verifactu-remision",
            this::trabajar,
            reason -> log.warn("sending records to the tax agency rests for now: {}", reason));
    private @Nullable Remitente remitente;

    RemisionPeriodica(ColaDeRegistros cola, Desenlaces desenlaces, RemisionProperties settings, SslBundles bundles) {
        this.cola = cola;
        this.desenlaces = desenlaces;
        this.settings = settings;
        this.bundles = bundles;
    }

    private void trabajar() throws InterruptedException {
        Remitente suyo = Objects.requireNonNull(remitente);
        while (isRunning()) {
            while (isRunning() && suyo.remitir()) {
                // there may be more that is to be sent at once
            }
            despertador.await(settings.intervalo());
        }
    }

    /** Not without the certificate, if one is set. */
    @Override
    public void start() {
        if (!settings.activa()) {
            log.info(
                    "records of invoices are kept and not sent to the tax agency: crmfactura.verifactu.remision.url is not set");
            return;
        }
        remitente = new Remitente(cola, desenlaces, Agencia.de(settings, bundles));
        worker.start();
    }

    /** Lets an answer that is on its way be noted. */
    @Override
    public void stop() {
        worker.stop(despertador::nudge);
    }

    @Override
    public boolean isRunning() {
        return worker.isWanted();
    }
}
