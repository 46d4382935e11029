package es.crmfactura.messaging;

import es.crmfactura.embedded.QpidDialect;
import es.crmfactura.testing.TestBroker;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.DeclarableCustomizer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A service that only publishes news and notes what it hears, in a schema of its own and with an exchange and a queue of
 * its own. Everything between its log and its notes is the real thing.
 */
final class TestService implements AutoCloseable {

    private static int last;

    private final String name;
    private final Map<String, Object> properties;
    /** Reads its notes beside its own connections, which a test may cut. */
    private final JdbcTemplate witness;

    private final List<ConfigurableApplicationContext> instances = new ArrayList<>();

    private TestService(String name, Map<String, Object> properties) {
        this.name = name;
        this.properties = properties;
        var database = TestDatabase.instance();
        this.witness = new JdbcTemplate(
                new DriverManagerDataSource(database.url() + "?currentSchema=" + name, "crm_app", database.password()));
    }

    /** A service that is not started yet. */
    static synchronized TestService named(String kind) throws SQLException {
        String name = kind + "_" + ++last;
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement()) {
            statement.execute("create schema " + name + " authorization crm_owner");
            statement.execute("grant usage on schema " + name + " to crm_app");
        }
        var database = TestDatabase.instance();
        var broker = TestBroker.instance();
        Map<String, Object> properties = new HashMap<>(Map.ofEntries(
                Map.entry("crmfactura.messaging.service", name),
                Map.entry("crmfactura.messaging.relay.poll-interval", "200ms"),
                Map.entry("crmfactura.messaging.relay.standby-retry", "200ms"),
                Map.entry("crmfactura.messaging.inbox.database-retry", "100ms"),
                Map.entry("spring.datasource.url", database.url()),
                Map.entry("spring.datasource.username", "crm_app"),
                Map.entry("spring.datasource.password", database.password()),
                Map.entry("spring.datasource.hikari.schema", name),
                Map.entry("spring.datasource.hikari.connection-timeout", "2000"),
                Map.entry("spring.flyway.url", database.url()),
                Map.entry("spring.flyway.user", "crm_owner"),
                Map.entry("spring.flyway.password", database.password()),
                Map.entry("spring.flyway.schemas", name),
                Map.entry(
                        "spring.flyway.locations", "classpath:db/migration/messaging,classpath:db/migration/noticias"),
                Map.entry("spring.flyway.placeholders.app", "crm_app"),
                Map.entry("spring.rabbitmq.host", broker.host()),
                Map.entry("spring.rabbitmq.port", broker.port()),
                Map.entry("spring.rabbitmq.username", broker.user()),
                Map.entry("spring.rabbitmq.password", broker.password()),
                Map.entry("spring.rabbitmq.virtual-host", broker.virtualHost())));
        return new TestService(name, properties);
    }

    TestService listeningTo(TestService... sources) {
        return with(
                "crmfactura.messaging.sources",
                String.join(
                        ",",
                        java.util.Arrays.stream(sources).map(TestService::name).toList()));
    }

    TestService with(String property, Object value) {
        properties.put(property, value);
        return this;
    }

    /** One more instance of it. */
    TestService start() {
        instances.add(new SpringApplicationBuilder(Beans.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of("spring.main.banner-mode", "off"))
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new org.springframework.core.env.MapPropertySource("test", properties)))
                .run());
        return this;
    }

    String name() {
        return name;
    }

    String queue() {
        return name + ".inbox";
    }

    /** Of the first instance. */
    <T> T get(Class<T> bean) {
        return get(0, bean);
    }

    <T> T get(int instance, Class<T> bean) {
        return instances.get(instance).getBean(bean);
    }

    void publish(UUID tema, int numero) {
        publish(0, new Noticia.Ocurrida(tema, numero));
    }

    void publish(int instance, Noticia noticia) {
        get(instance, TransactionTemplate.class)
                .executeWithoutResult(
                        tx -> get(instance, EventLog.class).append(noticia, noticia.tema(), noticia.numero()));
    }

    /** The numbers it has heard of, in the order of their effects. */
    List<Integer> heard() {
        return witness.queryForList("select numero from nota order by id", Integer.class);
    }

    List<Integer> heard(UUID tema) {
        return witness.queryForList("select numero from nota where tema = ? order by id", Integer.class, tema);
    }

    JdbcTemplate jdbc() {
        return get(JdbcTemplate.class);
    }

    @Override
    public void close() {
        instances.stream()
                .filter(ConfigurableApplicationContext::isActive)
                .findFirst()
                .ifPresent(this::deleteQueues);
        instances.forEach(ConfigurableApplicationContext::close);
    }

    private void deleteQueues(ConfigurableApplicationContext instance) {
        instance.getBean(InboxConsumer.class).stop();
        AmqpAdmin admin = instance.getBean(AmqpAdmin.class);
        admin.deleteQueue(queue());
        admin.deleteQueue(name + ".dead-letter");
        admin.deleteExchange(name + ".dead-letter");
        admin.deleteExchange(name + ".eventos");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Beans {

        @Bean
        EventTypes eventTypes() {
            return EventTypes.of("es.crmfactura.prueba", Noticia.class);
        }

        @Bean
        Notas notas(JdbcTemplate jdbc) {
            return new Notas(jdbc);
        }

        @Bean
        Testigo testigo(JdbcTemplate jdbc) {
            return new Testigo(jdbc);
        }

        @Bean
        DeclarableCustomizer dialect() {
            return TestBroker.instance().realRabbitMq() ? declarable -> declarable : new QpidDialect();
        }
    }

    /** Notes every piece of news; what it is told to refuse, it refuses. */
    static final class Notas implements EventHandler {

        private final JdbcTemplate jdbc;
        private volatile Consumer<Noticia> before = noticia -> {};

        Notas(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        void before(Consumer<Noticia> check) {
            this.before = check;
        }

        @Override
        public Set<Class<?>> types() {
            return Set.of(Noticia.Ocurrida.class);
        }

        @Override
        public void apply(List<Event> events) {
            for (Event event : events) {
                var noticia = (Noticia) event.payload();
                before.accept(noticia);
                jdbc.update("insert into nota (tema, numero) values (?, ?)", noticia.tema(), noticia.numero());
            }
        }
    }

    /** Counts what it is shown with notes of a hundred more, once it is told to. */
    static final class Testigo implements EventWatcher {

        private final JdbcTemplate jdbc;
        private final List<String> failures = new ArrayList<>();
        private volatile boolean watching;
        private volatile boolean failing;

        Testigo(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        Testigo mira() {
            watching = true;
            return this;
        }

        void falla() {
            failing = true;
        }

        List<String> failures() {
            return failures;
        }

        @Override
        public boolean isWatching() {
            return watching;
        }

        @Override
        public void see(List<Event> events) {
            for (Event event : events) {
                var noticia = (Noticia) event.payload();
                jdbc.update("insert into nota (tema, numero) values (?, ?)", noticia.tema(), 100 + noticia.numero());
            }
            if (failing) {
                jdbc.queryForObject("select 1 / 0", Integer.class);
            }
        }

        @Override
        public void failed(String reason) {
            failures.add(reason);
            jdbc.update("insert into nota (tema, numero) values (?, 0)", UUID.randomUUID());
        }
    }
}
