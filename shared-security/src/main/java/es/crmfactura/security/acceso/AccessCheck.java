package es.crmfactura.security.acceso;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.util.StringUtils;

/** Refuses to start where strangers could walk in. */
class AccessCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String OPEN = "crmfactura.security.open";
    private static final String ADMIN_KEY = "crmfactura.security.admin-key";
    private static final String ADDRESS = "server.address";
    private static final String TOKENS = "spring.security.oauth2.resourceserver.jwt.";
    private static final String AUDIENCES = TOKENS + "audiences";
    private static final int SHORTEST_KEY = 32;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        if (asksWho(environment)) {
            check(environment);
        } else if (environment.getProperty(OPEN, Boolean.class, false)) {
            refuseIf(
                    environment.acceptsProfiles(Profiles.of("produccion")),
                    OPEN,
                    "true",
                    "nobody would be asked who he is: set " + ADMIN_KEY + ", or tokens (" + TOKENS + "issuer-uri)");
        } else {
            String address = environment.getProperty(ADDRESS);
            refuseIf(
                    !isLoopback(address),
                    ADDRESS,
                    String.valueOf(address),
                    "everybody in reach could do everything: set " + ADMIN_KEY + " (or " + TOKENS
                            + "issuer-uri), so that it is asked who comes, or " + OPEN
                            + "=true if only those who may do so can reach it");
        }
    }

    /** Whether keys or tokens are configured. */
    static boolean asksWho(Environment environment) {
        return isSet(environment, ADMIN_KEY) || takesTokens(environment);
    }

    private static boolean takesTokens(Environment environment) {
        return Stream.of("issuer-uri", "jwk-set-uri", "public-key-location")
                .anyMatch(name -> isSet(environment, TOKENS + name));
    }

    private static void check(Environment environment) {
        String key = environment.getProperty(ADMIN_KEY, "");
        refuseIf(
                !key.isEmpty() && key.length() < SHORTEST_KEY,
                ADMIN_KEY,
                "(not shown)",
                "it can be guessed: take one of at least " + SHORTEST_KEY
                        + " characters, as openssl rand -hex 24 makes");
        refuseIf(
                takesTokens(environment) && audiences(environment).isEmpty(),
                AUDIENCES,
                "",
                "tokens that their issuer made for other programs would be taken too: name the audience of this one");
    }

    /** A list, which may also be written as one. */
    private static List<String> audiences(Environment environment) {
        return Binder.get(environment)
                .bind(AUDIENCES, Bindable.listOf(String.class))
                .orElse(List.of());
    }

    private static boolean isSet(Environment environment, String property) {
        return StringUtils.hasText(environment.getProperty(property));
    }

    private static boolean isLoopback(@Nullable String address) {
        try {
            return address != null
                    && !address.isBlank()
                    && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static void refuseIf(boolean wrong, String property, String value, String why) {
        if (wrong) {
            throw new InvalidConfigurationPropertyValueException(property, value, why);
        }
    }
}
