package es.crmfactura.security;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who is asking.
 *
 * @param nombre for the audit log, unique
 * @param rol null for somebody who is known and may do nothing
 * @param ambitos the paths below which it may ask anything at all; empty for everywhere
 * @param porSegundo how many requests it may make a second for long; null for as many as usual
 */
public record Identidad(
        String nombre,
        @Nullable Rol rol,
        List<String> ambitos,
        @Nullable Integer porSegundo) implements AuthenticatedPrincipal {

    public Identidad {
        ambitos = List.copyOf(ambitos);
    }

    /** Without limits of its own. */
    public static Identidad de(String nombre, @Nullable Rol rol) {
        return new Identidad(nombre, rol, List.of(), null);
    }

    /** Empty where nobody is asking: in what a service does by itself. */
    public static Optional<Identidad> actual() {
        return de(SecurityContextHolder.getContext().getAuthentication());
    }

    public static Optional<Identidad> de(@Nullable Authentication authentication) {
        return authentication instanceof Identificada identificada
                ? Optional.of(identificada.getPrincipal())
                : Optional.empty();
    }

    @Override
    public String getName() {
        return nombre;
    }

    public boolean tiene(Rol necesario) {
        return rol != null && rol.incluye(necesario);
    }

    /** @param path of a request, decoded */
    public boolean alcanza(String path) {
        return ambitos.isEmpty()
                || ambitos.stream().anyMatch(ambito -> path.equals(ambito) || path.startsWith(ambito + "/"));
    }

    public AbstractAuthenticationToken authentication() {
        return new Identificada(this);
    }

    private static final class Identificada extends AbstractAuthenticationToken {

        private final Identidad identidad;

        Identificada(Identidad identidad) {
            super(identidad.rol == null ? List.of() : identidad.rol.authorities());
            this.identidad = identidad;
            setAuthenticated(true);
        }

        /** What proved it is not kept. */
        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public Identidad getPrincipal() {
            return identidad;
        }
    }
}
