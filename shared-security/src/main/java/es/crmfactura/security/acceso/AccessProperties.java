package es.crmfactura.security.acceso;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param open while neither keys nor tokens are configured: whoever reaches the service may do everything, though it does not
 *     listen on this machine alone
 * @param adminKey a key with which the first administrator makes the others
 * @param rolesClaim the claim of a token that names roles, with dots into objects, for instance {@code realm_access.roles}
 * @param hosts the names under which an open service may be asked, besides this machine's
 * @param rate how many requests a second a key may make for long, if it says nothing else
 */
@ConfigurationProperties("crmfactura.security")
record AccessProperties(
        @DefaultValue("false") boolean open,
        @Nullable String adminKey,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue List<String> hosts,
        @DefaultValue("250") int rate) {

    AccessProperties {
        adminKey = adminKey == null || adminKey.isBlank() ? null : adminKey;
    }
}
