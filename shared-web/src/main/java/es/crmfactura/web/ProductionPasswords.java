package es.crmfactura.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Profiles;

/** Refuses to start in the profile {@code produccion} with a password that everybody can read in the demo's files. */
class ProductionPasswords implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Profiles PRODUCTION = Profiles.of("produccion");
    private static final List<String> PASSWORDS = List.of(
            "spring.datasource.password",
            "spring.flyway.password",
            "spring.rabbitmq.password",
            "crmfactura.security.admin-key");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        if (environment.acceptsProfiles(PRODUCTION)) {
            PASSWORDS.forEach(name -> refuseDemo(name, environment.getProperty(name)));
        }
    }

    private static void refuseDemo(String name, @Nullable String password) {
        if (password != null && password.startsWith("demo-")) {
            throw new InvalidConfigurationPropertyValueException(
                    name, password, "it is the demo's password, which is public: set one of your own");
        }
    }
}
