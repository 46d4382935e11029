package es.crmfactura.webhooks.envio;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait after an attempt that failed.
 *
 * @param esperas after the first, the second and so on; the last one stands for all that follow
 */
public record Reintentos(List<Duration> esperas) {

    /** @param fallos how many have failed in a row, with this one: at least 1 */
    public Duration despuesDe(Respuesta respuesta, int fallos) {
        Duration own = esperas.get(Math.min(fallos, esperas.size()) - 1);
        // up to a fifth more or less, so that what failed together does not come back together
        double jitter = 0.8 + 0.4 * ThreadLocalRandom.current().nextDouble();
        Duration wait = Duration.ofMillis(Math.round(own.toMillis() * jitter));
        return respuesta.espera().filter(asked -> asked.compareTo(wait) > 0).orElse(wait);
    }
}
