package es.crmfactura.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.AsyncHandlerInterceptor;

/**
 * Lets so many requests be at work at once; others wait for a moment, before their body is read, and are told to come back (503)
 * if none has ended. So more load than can be borne takes neither memory nor the time of those that are being answered.
 */
class LoadLimit implements AsyncHandlerInterceptor {

    private final Semaphore places;
    private final Duration patience;

    LoadLimit(int most, Duration patience) {
        this.places = new Semaphore(most, true);
        this.patience = patience;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw Respuesta.SATURADO.problema();
        }
        return true;
    }

    @Override
    public void afterConcurrentHandlingStarted(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        places.release();
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception e) {
        places.release();
    }
}
