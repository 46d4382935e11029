package es.crmfactura.security.acceso;

import es.crmfactura.security.Identidad;
import es.crmfactura.security.Rol;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Where nobody is asked who he is, everybody may do everything, and is nobody by name: what is kept with an author has none. */
class OpenDoor extends OncePerRequestFilter {

    private static final Identidad LOCAL = Identidad.de("local", Rol.administracion);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SecurityContextHolder.setContext(new SecurityContextImpl(LOCAL.authentication()));
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public @Nullable Principal getUserPrincipal() {
                        return null;
                    }
                },
                response);
    }
}
