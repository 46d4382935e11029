package es.crmfactura.security.acceso;

import es.crmfactura.security.Identidad;
import es.crmfactura.security.Rol;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Where nobody is asked who he is, everybody is who sits at this machine. */
class OpenDoor extends OncePerRequestFilter {

    private static final Identidad LOCAL = Identidad.de("local", Rol.administracion);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SecurityContextHolder.setContext(new SecurityContextImpl(LOCAL.authentication()));
        chain.doFilter(request, response);
    }
}
