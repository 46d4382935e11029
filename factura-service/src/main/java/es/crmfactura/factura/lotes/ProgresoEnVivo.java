package es.crmfactura.factura.lotes;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells how a lote gets on to who listens, as server-sent events, until it has come to its end. It is asked for again and
 * again, as another instance may be the one that works on it.
 */
@Component
class ProgresoEnVivo implements SmartLifecycle {

    private static final int MAXIMO_DE_OYENTES = 32;
    private static final Duration ENTRE_MIRADAS = Duration.ofMillis(500);
    /** Proxies cut connections on which nothing is said, and only by saying something it is found out who has gone. */
    private static final int MIRADAS_POR_LATIDO = 20;

    private final LotesReadModel lotes;
    private final JsonMapper json;
    private final Semaphore sitios = new Semaphore(MAXIMO_DE_OYENTES);
    private volatile CountDownLatch parada = new CountDownLatch(0);

    ProgresoEnVivo(LotesReadModel lotes, JsonMapper json) {
        this.lotes = lotes;
        this.json = json;
    }

    /**
     * @throws LoteDesconocido if there is none
     * @throws DemasiadosOyentesException if too many listen already
     */
    void contar(UUID id, HttpServletResponse respuesta) throws IOException {
        Lote lote = lotes.conId(id);
        if (!sitios.tryAcquire()) {
            throw new DemasiadosOyentesException();
        }
        try {
            respuesta.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            respuesta.setCharacterEncoding(StandardCharsets.UTF_8);
            respuesta.setHeader("Cache-Control", "no-store");
            contar(lote, respuesta.getOutputStream());
        } finally {
            sitios.release();
        }
    }

    private void contar(Lote primero, OutputStream salida) throws IOException {
        Lote lote = primero;
        decir(salida, suceso(lote));
        for (int callado = 0; !lote.estado().acabado() && !paraAqui(); callado++) {
            Lote ahora = lotes.conId(lote.id());
            if (!ahora.equals(lote)) {
                decir(salida, suceso(ahora));
                callado = 0;
            } else if (callado >= MIRADAS_POR_LATIDO) {
                decir(salida, ":\n\n");
                callado = 0;
            }
            lote = ahora;
        }
    }

    private String suceso(Lote lote) {
        return "event: %s\ndata: %s\n\n"
                .formatted(lote.estado().acabado() ? "fin" : "progreso", json.writeValueAsString(lote));
    }

    private static void decir(OutputStream salida, String texto) throws IOException {
        salida.write(texto.getBytes(StandardCharsets.UTF_8));
        salida.flush();
    }

    /** Waits until it is time to look again. @return whether the service stops */
    private boolean paraAqui() {
        try {
            return parada.await(ENTRE_MIRADAS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void start() {
        parada = new CountDownLatch(1);
    }

    /** Before the web server, which waits for the requests that are under way. */
    @Override
    public void stop() {
        parada.countDown();
    }

    @Override
    public boolean isRunning() {
        return parada.getCount() > 0;
    }
}
