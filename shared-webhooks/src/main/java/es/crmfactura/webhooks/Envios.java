package es.crmfactura.webhooks;

import es.crmfactura.webhooks.Entregas.Vencida;
import es.crmfactura.webhooks.envio.Cartero;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due, to each webhook one after the other and to several webhooks at once. No transaction is open while
 * something is being sent. What was sent and could not be noted any more is sent again, with the same {@code webhook-id}.
 */
class Envios implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Envios.class);

    private final Entregas entregas;
    private final Resultados resultados;
    private final Cartero cartero;
    private final WebhooksMetrics metrics;
    private final ExecutorService threads;
    private final Set<UUID> atWork = ConcurrentHashMap.newKeySet();
    private volatile boolean leading;

    Envios(Entregas entregas, Resultados resultados, Cartero cartero, WebhooksMetrics metrics, int parallel) {
        this.entregas = entregas;
        this.resultados = resultados;
        this.cartero = cartero;
        this.metrics = metrics;
        this.threads = threads(parallel);
    }

    /** None as long as there is nothing to do. */
    private static ExecutorService threads(int parallel) {
        var threads =
                new ThreadPoolExecutor(parallel, parallel, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    var thread = new Thread(work, "webhooks");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    void enviar() {
        leading = true;
        entregas.conAlgoVencido().stream()
                .filter(atWork::add)
                .forEach(webhook -> threads.execute(() -> sendAll(webhook)));
    }

    void parar() {
        leading = false;
    }

    /** Until nothing is due or something has failed: then the others have their turn first. */
    private void sendAll(UUID webhook) {
        try {
            boolean goOn = true;
            while (goOn && leading) {
                Optional<Vencida> next = entregas.siguiente(webhook);
                goOn = next.isPresent() && send(next.get());
            }
        } catch (RuntimeException e) {
            log.warn("could not note what became of a delivery, it will be sent again: {}", e.getMessage());
        } finally {
            atWork.remove(webhook);
        }
    }

    private boolean send(Vencida delivery) {
        Desenlace outcome = resultados.anotar(delivery, cartero.enviar(delivery.mensaje()));
        metrics.noted(outcome);
        return outcome == Desenlace.DELIVERED;
    }

    @Override
    public void close() {
        parar();
        threads.shutdownNow();
    }
}
