package es.crmfactura.security.acceso;

import es.crmfactura.security.Identidad;
import es.crmfactura.security.Rol;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;

/** Whose token it is, which has been verified, and the highest role that it names. */
class TokenIdentity implements Converter<Jwt, AbstractAuthenticationToken> {

    private static final int LONGEST_NAME = 200;

    private final String[] claim;

    /** @param claim with dots into objects */
    TokenIdentity(String claim) {
        this.claim = claim.split("\\.");
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        String subject = Objects.requireNonNullElse(token.getSubject(), "");
        String name = "token:" + subject.substring(0, Math.min(subject.length(), LONGEST_NAME));
        return Identidad.de(name, rol(token).orElse(null)).authentication();
    }

    private Optional<Rol> rol(Jwt token) {
        Object value = token.getClaims();
        for (String step : claim) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return names(value).map(Rol::de).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    /** A list, or words as in {@code scope} (RFC 8693, section 4.2). */
    private static Stream<String> names(@Nullable Object claim) {
        return claim instanceof Collection<?> list
                ? list.stream().map(String::valueOf)
                : Arrays.stream(String.valueOf(claim).split(" "));
    }
}
