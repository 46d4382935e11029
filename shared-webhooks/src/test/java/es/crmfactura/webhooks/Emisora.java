package es.crmfactura.webhooks;

import es.crmfactura.messaging.EventLog;
import es.crmfactura.messaging.EventTypes;
import es.crmfactura.testing.HttpCaller;
import es.crmfactura.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A service that only publishes, in a schema of its own, without a broker. Everything from its log on is the real thing. */
final class Emisora implements AutoCloseable {

    private static int last;

    private final Map<String, Object> properties;
    private @Nullable ConfigurableApplicationContext context;

    private Emisora(Map<String, Object> properties) {
        this.properties = properties;
    }

    /** One that is not started yet, and may write to this machine. */
    static synchronized Emisora nueva() throws SQLException {
        String schema = "emisora_" + ++last;
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement()) {
            statement.execute("create schema " + schema + " authorization crm_owner");
            statement.execute("grant usage on schema " + schema + " to crm_app");
        }
        var database = TestDatabase.instance();
        return new Emisora(new HashMap<>(Map.ofEntries(
                Map.entry("server.port", "0"),
                Map.entry("spring.main.banner-mode", "off"),
                Map.entry("crmfactura.messaging.service", schema),
                Map.entry("crmfactura.messaging.declare-topology", "false"),
                Map.entry("crmfactura.messaging.relay.auto-startup", "false"),
                Map.entry("crmfactura.messaging.relay.standby-retry", "50ms"),
                Map.entry("crmfactura.webhooks.redes-privadas", "true"),
                Map.entry("crmfactura.webhooks.poll-interval", "20ms"),
                Map.entry("crmfactura.webhooks.retries", "50ms"),
                Map.entry("crmfactura.web.titulo", "Emisora"),
                Map.entry("crmfactura.web.descripcion", "De prueba"),
                Map.entry("spring.datasource.url", database.url()),
                Map.entry("spring.datasource.username", "crm_app"),
                Map.entry("spring.datasource.password", database.password()),
                Map.entry("spring.datasource.hikari.schema", schema),
                Map.entry("spring.flyway.url", database.url()),
                Map.entry("spring.flyway.user", "crm_owner"),
                Map.entry("spring.flyway.password", database.password()),
                Map.entry("spring.flyway.schemas", schema),
                Map.entry(
                        "spring.flyway.locations",
                        "classpath:db/migration/messaging,classpath:db/migration/web,classpath:db/migration/webhooks"),
                Map.entry("spring.flyway.placeholders.app", "crm_app"))));
    }

    Emisora with(String property, Object value) {
        properties.put(property, value);
        return this;
    }

    Emisora start() {
        context = new SpringApplicationBuilder(Beans.class)
                .initializers(starting -> starting.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("test", properties)))
                .run();
        return this;
    }

    /** One more instance of it, with the same database. */
    Emisora otraInstancia() {
        return new Emisora(properties).start();
    }

    /** A webhook of this receiver for everything. */
    HttpCaller.Answer avisaA(Receptor receptor) {
        return avisaA(receptor, "");
    }

    /** @param more further fields, with a comma before each */
    HttpCaller.Answer avisaA(Receptor receptor, String more) {
        return api().post("/api/webhooks", "{\"url\": \"" + receptor.url() + "\"" + more + "}")
                .status(201);
    }

    String schema() {
        return String.valueOf(properties.get("spring.flyway.schemas"));
    }

    /** Nobody is told anything any more. */
    void olvidaLosWebhooks() {
        jdbc().update("delete from webhook");
    }

    <T> T get(Class<T> bean) {
        if (context == null) {
            throw new IllegalStateException("not started");
        }
        return context.getBean(bean);
    }

    HttpCaller api() {
        return get(HttpCaller.class);
    }

    JdbcTemplate jdbc() {
        return get(JdbcTemplate.class);
    }

    Reloj reloj() {
        return get(Reloj.class);
    }

    /** @return the event's id, which is to be its webhook-id */
    UUID ocurre(UUID asunto, int numero) {
        return publica(new Suceso.AlgoOcurrido(asunto, numero, new BigDecimal("780.00")));
    }

    UUID publica(Suceso suceso) {
        return get(TransactionTemplate.class).execute(tx -> append(suceso));
    }

    void seDeshace(Suceso suceso) {
        get(TransactionTemplate.class).executeWithoutResult(tx -> {
            append(suceso);
            tx.setRollbackOnly();
        });
    }

    private UUID append(Suceso suceso) {
        return get(EventLog.class).append(suceso, suceso.asunto(), 1);
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Beans {

        @Bean
        EventTypes eventTypes() {
            return EventTypes.of("es.crmfactura.prueba", Suceso.class);
        }

        @Bean
        TiposDeEvento tiposDeEvento(EventTypes types) {
            return new TiposDeEvento(types.names(Suceso.class));
        }

        @Bean
        Reloj clock() {
            return new Reloj();
        }

        @Bean
        HttpCaller httpCaller(org.springframework.core.env.Environment environment) {
            return new HttpCaller(environment);
        }
    }

    /** Goes as any other, and can be put forward. */
    static final class Reloj extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        void adelanta(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Europe/Madrid");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
