package es.crmfactura.factura.documentos.pdf;

import es.crmfactura.web.Problema;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;

/** Lets only a few at a time do what costs processor time and memory; the others wait, those who came first first. */
final class Turnos {

    private final Semaphore libres;
    private final Duration paciencia;

    Turnos(int aLaVez, Duration paciencia) {
        this.libres = new Semaphore(aLaVez, true);
        this.paciencia = paciencia;
    }

    /** @throws DemasiadosPdfException if the others take too long */
    <T> T hacer(Supplier<T> trabajo) {
        esperar();
        try {
            return trabajo.get();
        } finally {
            libres.release();
        }
    }

    private void esperar() {
        try {
            if (!libres.tryAcquire(paciencia.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DemasiadosPdfException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemasiadosPdfException();
        }
    }

    static final class DemasiadosPdfException extends Problema {

        DemasiadosPdfException() {
            super(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "demasiados_pdf",
                    "Se están haciendo muchos PDF a la vez: repita la solicitud dentro de unos segundos.");
        }
    }
}
