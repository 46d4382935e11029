package es.crmfactura.security.acceso;

import es.crmfactura.security.Identidad;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Has whoever asks too often come back later. Each instance counts for itself. */
class RateLimit extends OncePerRequestFilter {

    private static final int MOST_REMEMBERED = 10_000;

    private final Map<String, Cupo> cupos = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cupo> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });
    private final int usual;
    private final Portero portero;

    RateLimit(int usual, Portero portero) {
        this.usual = usual;
        this.portero = portero;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Identidad> identidad = Identidad.actual();
        if (identidad.isEmpty() || isLetThrough(identidad.get(), request, response)) {
            chain.doFilter(request, response);
        }
    }

    private boolean isLetThrough(Identidad identidad, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int perSecond = Objects.requireNonNullElse(identidad.porSegundo(), usual);
        long now = System.nanoTime();
        Duration wait =
                cupos.computeIfAbsent(identidad.nombre(), name -> new Cupo(now)).pasar(perSecond, now);
        if (wait.isZero()) {
            return true;
        }
        response.setHeader("Retry-After", String.valueOf(wait.toSeconds() + 1));
        portero.answer(request, response, new Rechazo.DemasiadasSolicitudes(perSecond));
        return false;
    }
}
