package es.crmfactura.security.acceso;

import es.crmfactura.security.Identidad;
import es.crmfactura.security.Rol;
import es.crmfactura.security.claves.ClavesVigentes;
import es.crmfactura.security.claves.Secreta;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognizes who sends a key, in {@code X-API-Key} or, as some programs can't send that, as a bearer token. */
class ApiKeyFilter extends OncePerRequestFilter {

    static final String HEADER = "X-API-Key";

    private static final String BEARER = "Bearer " + Secreta.PREFIJO;
    private static final Identidad FIRST =
            Identidad.de("clave de administración de la configuración", Rol.administracion);

    private final ClavesVigentes claves;
    private final @Nullable String adminKey;
    private final Portero portero;

    ApiKeyFilter(ClavesVigentes claves, @Nullable String adminKey, Portero portero) {
        this.claves = claves;
        this.adminKey = adminKey;
        this.portero = portero;
    }

    /** The key that comes as a bearer token; null if there is none, or one that somebody else has made. */
    static @Nullable String bearerKey(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring("Bearer ".length())
                : null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String bearer = bearerKey(request);
        String key = bearer == null ? request.getHeader(HEADER) : bearer;
        if (key == null) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Identidad> identidad;
        try {
            identidad = identidad(key);
        } catch (RuntimeException e) {
            portero.answer(request, response, e);
            return;
        }
        if (identidad.isEmpty()) {
            portero.askWho(request, response);
            return;
        }
        SecurityContextHolder.setContext(new SecurityContextImpl(identidad.get().authentication()));
        chain.doFilter(request, response);
    }

    private Optional<Identidad> identidad(String key) {
        return adminKey != null && MessageDigest.isEqual(bytes(adminKey), bytes(key))
                ? Optional.of(FIRST)
                : claves.identidad(key);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
