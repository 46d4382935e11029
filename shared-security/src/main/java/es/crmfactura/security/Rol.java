package es.crmfactura.security;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What somebody may do. Each may do all that those before it may. */
// constants are spelled as the API spells them
public enum Rol {
    /** Read everything but what is kept for administration. */
    lectura,
    /** Create, change and delete in the daily work. */
    escritura,
    /** Keys, webhooks, the audit log, the issuer, personal data, and what keeps the stream of events whole. */
    administracion;

    /** Empty if there is no such role. */
    public static Optional<Rol> de(String nombre) {
        return Arrays.stream(values()).filter(rol -> rol.name().equals(nombre)).findFirst();
    }

    boolean incluye(Rol otro) {
        return compareTo(otro) >= 0;
    }

    /** As Spring Security has it: this role and those it includes. */
    List<GrantedAuthority> authorities() {
        return Arrays.stream(values())
                .filter(this::incluye)
                .<GrantedAuthority>map(
                        rol -> new SimpleGrantedAuthority("ROLE_" + rol.name().toUpperCase(Locale.ROOT)))
                .toList();
    }
}
