package es.crmfactura.factura.documentos.correo;

import es.crmfactura.factura.documentos.Documento;
import es.crmfactura.factura.documentos.DocumentosReadModel;
import es.crmfactura.factura.documentos.pdf.FacturasEnPdf;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.mail.MailException;

/** A thread that sends one e-mail after the other. No transaction is open meanwhile. */
class Reparto implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Reparto.class);

    private static final Duration PACIENCIA_AL_PARAR = Duration.ofSeconds(10);

    private final Correo correo;
    private final Cola cola;
    private final DocumentosReadModel documentos;
    private final FacturasEnPdf pdf;
    private final Duration pollInterval;
    private volatile CountDownLatch parado = new CountDownLatch(0);
    private volatile @Nullable Thread thread;

    Reparto(Correo correo, Cola cola, DocumentosReadModel documentos, FacturasEnPdf pdf, Duration pollInterval) {
        this.correo = correo;
        this.cola = cola;
        this.documentos = documentos;
        this.pdf = pdf;
        this.pollInterval = pollInterval;
    }

    @Override
    public void start() {
        if (correo.estaConfigurado()) {
            var fin = new CountDownLatch(1);
            var nuevo = new Thread(() -> repartir(fin), "correo");
            nuevo.setDaemon(true);
            nuevo.start();
            thread = nuevo;
            parado = fin;
        }
    }

    /** What is being sent is sent to its end if that is soon, so that it is not sent again. */
    @Override
    public void stop() {
        parado.countDown();
        Thread ultimo = thread;
        try {
            if (ultimo != null) {
                ultimo.join(PACIENCIA_AL_PARAR.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return parado.getCount() > 0;
    }

    private void repartir(CountDownLatch fin) {
        while (fin.getCount() > 0) {
            if (!repartirUno()) {
                pausa(fin);
            }
        }
    }

    /** @return whether there may be more to do right now */
    private boolean repartirUno() {
        try {
            Optional<Encargo> encargo = cola.siguiente();
            encargo.ifPresent(this::enviar);
            return encargo.isPresent();
        } catch (RuntimeException | Error e) {
            // the database, as a rule: what was taken is taken again when its time is over. Nobody would miss this
            // thread
            log.warn("e-mails wait: {}", e.getClass().getSimpleName());
            return false;
        }
    }

    private void enviar(Encargo encargo) {
        if (cola.estaAgotado(encargo)) {
            cola.rechazado(encargo, "Se interrumpió demasiadas veces.");
            return;
        }
        try {
            Documento factura = documentos.conId(encargo.factura());
            correo.enviar(encargo, factura, pdf.pdf(factura));
        } catch (MailException | MessagingException e) {
            anotar(encargo, Fallo.de(e));
            return;
        } catch (RuntimeException e) {
            log.error("no PDF for e-mail {}: {}", encargo.id(), e.getClass().getName());
            cola.fallido(encargo, "No se pudo hacer el PDF.");
            return;
        }
        cola.enviado(encargo);
    }

    /** What the server says may name people, and is for those who may read the invoice. */
    private void anotar(Encargo encargo, Fallo fallo) {
        log.warn("e-mail {} was not taken, attempt {}", encargo.id(), encargo.intentos());
        if (fallo.definitivo()) {
            cola.rechazado(encargo, fallo.texto());
        } else {
            cola.fallido(encargo, fallo.texto());
        }
    }

    private void pausa(CountDownLatch fin) {
        try {
            fin.await(pollInterval.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fin.countDown();
        }
    }
}
