package es.crmfactura.conciliacion;

import static org.awaitility.Awaitility.await;

import es.crmfactura.embedded.QpidDialect;
import es.crmfactura.eventos.EventoDeControl;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventHandler;
import es.crmfactura.messaging.EventLog;
import es.crmfactura.messaging.EventTypes;
import es.crmfactura.testing.HttpCaller;
import es.crmfactura.testing.TestBroker;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.DeclarableCustomizer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A service that tells and notes what happens, with a schema, an exchange and a queue of its own. All else is the real thing. */
final class Servicio implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static int last;

    private final String name;
    private final Map<String, Object> properties;
    private @Nullable ConfigurableApplicationContext context;

    private Servicio(String name, Map<String, Object> properties) {
        this.name = name;
        this.properties = properties;
    }

    static synchronized int otroNumero() {
        return ++last;
    }

    /** One that is not started yet. */
    static Servicio llamado(String name, String source) throws SQLException {
        superuser("create schema " + name + " authorization crm_owner");
        superuser("grant usage on schema " + name + " to crm_app");
        var database = TestDatabase.instance();
        var broker = TestBroker.instance();
        return new Servicio(
                name,
                new HashMap<>(Map.ofEntries(
                        Map.entry("server.port", "0"),
                        Map.entry("spring.main.banner-mode", "off"),
                        Map.entry("crmfactura.messaging.service", name),
                        Map.entry("crmfactura.messaging.sources", source),
                        Map.entry("crmfactura.messaging.relay.poll-interval", "50ms"),
                        Map.entry("crmfactura.messaging.relay.standby-retry", "100ms"),
                        Map.entry("crmfactura.conciliacion.interval", "100ms"),
                        Map.entry("crmfactura.conciliacion.retry", "200ms"),
                        Map.entry("crmfactura.web.titulo", "Servicio"),
                        Map.entry("crmfactura.web.descripcion", "De prueba"),
                        Map.entry("spring.datasource.url", database.url()),
                        Map.entry("spring.datasource.username", "crm_app"),
                        Map.entry("spring.datasource.password", database.password()),
                        Map.entry("spring.datasource.hikari.schema", name),
                        Map.entry("spring.datasource.hikari.maximum-pool-size", "4"),
                        Map.entry("spring.flyway.url", database.url()),
                        Map.entry("spring.flyway.user", "crm_owner"),
                        Map.entry("spring.flyway.password", database.password()),
                        Map.entry("spring.flyway.schemas", name),
                        Map.entry(
                                "spring.flyway.locations",
                                "classpath:db/migration/messaging,classpath:db/migration/web,classpath:db/migration/sucesos"),
                        Map.entry("spring.flyway.placeholders.app", "crm_app"),
                        Map.entry("spring.rabbitmq.host", broker.host()),
                        Map.entry("spring.rabbitmq.port", broker.port()),
                        Map.entry("spring.rabbitmq.username", broker.user()),
                        Map.entry("spring.rabbitmq.password", broker.password()),
                        Map.entry("spring.rabbitmq.virtual-host", broker.virtualHost()))));
    }

    Servicio con(String property, Object value) {
        properties.put(property, value);
        return this;
    }

    Servicio arrancado() {
        context = new SpringApplicationBuilder(Beans.class)
                .initializers(starting -> starting.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("test", properties)))
                .run();
        return this;
    }

    /** One more instance of it, with the same schema and queue. */
    Servicio otraInstancia() {
        return new Servicio(name, properties).arrancado();
    }

    String nombre() {
        return name;
    }

    <T> T get(Class<T> bean) {
        if (context == null) {
            throw new IllegalStateException("not started");
        }
        return context.getBean(bean);
    }

    <T> T get(String name, Class<T> bean) {
        if (context == null) {
            throw new IllegalStateException("not started");
        }
        return context.getBean(name, bean);
    }

    HttpCaller api() {
        return get(HttpCaller.class);
    }

    /** Tells them in one transaction. */
    List<UUID> cuenta(int desde, int hasta) {
        return get(TransactionTemplate.class)
                .execute(tx -> get(EventLog.class)
                        .append(IntStream.rangeClosed(desde, hasta)
                                .mapToObj(n -> new EventLog.Entry(new Suceso(n), new UUID(7, n), 1, null))
                                .toList()));
    }

    /** Tells them of one and the same thing. */
    List<UUID> cuentaDe(UUID agregado, int desde, int hasta) {
        return get(TransactionTemplate.class)
                .execute(tx -> get(EventLog.class)
                        .append(IntStream.rangeClosed(desde, hasta)
                                .mapToObj(n -> new EventLog.Entry(new Suceso(n), agregado, n, null))
                                .toList()));
    }

    /** 0: nothing any more. */
    void rechaza(int numero) {
        get(Notas.class).refused = numero;
    }

    /** In the order of their effects. */
    List<Integer> notasPorOrden() {
        return jdbc().queryForList("select numero from nota order by id", Integer.class);
    }

    /** The numbers noted, smallest first: what was lost comes late. */
    List<Integer> notas() {
        return jdbc().queryForList("select numero from nota order by numero", Integer.class);
    }

    void esperaNotas(int hasta) {
        await().atMost(PATIENCE).until(() -> notas().size() >= hasta);
    }

    JdbcTemplate jdbc() {
        return get(JdbcTemplate.class);
    }

    long cuantos(String from) {
        return numero("select count(*) from " + from);
    }

    long numero(String sql) {
        Long numero = jdbc().queryForObject(sql, Long.class);
        return numero == null ? 0 : numero;
    }

    /** Until there is one at least. */
    void espera(String from) {
        await().atMost(PATIENCE).until(() -> cuantos(from) > 0);
    }

    void dejaDeOir() {
        get("inboxConsumer", org.springframework.context.SmartLifecycle.class).stop();
    }

    void vuelveAOir() {
        get("inboxConsumer", org.springframework.context.SmartLifecycle.class).start();
    }

    /** What is in the queue is gone, as with a broker that forgets. */
    void pierdeLaCola() {
        get(AmqpAdmin.class).purgeQueue(name + ".inbox");
    }

    int enLaCola() {
        var queue = get(AmqpAdmin.class).getQueueInfo(name + ".inbox");
        return queue == null ? 0 : (int) queue.getMessageCount();
    }

    static void superuser(String sql) throws SQLException {
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    void para() {
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void close() {
        if (context != null && context.isActive()) {
            AmqpAdmin admin = get(AmqpAdmin.class);
            dejaDeOir();
            admin.deleteQueue(name + ".inbox");
            admin.deleteQueue(name + ".dead-letter");
            admin.deleteExchange(name + ".dead-letter");
            para();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Beans {

        @Bean
        EventTypes eventTypes() {
            return EventTypes.of("es.crmfactura", Suceso.class, EventoDeControl.class);
        }

        @Bean
        Notas notas(JdbcTemplate jdbc) {
            return new Notas(jdbc);
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        DeclarableCustomizer dialect() {
            return TestBroker.instance().realRabbitMq() ? declarable -> declarable : new QpidDialect();
        }

        @Bean
        HttpCaller httpCaller(Environment environment) {
            return new HttpCaller(environment);
        }
    }

    /** Notes everything but what it is told to refuse. */
    static final class Notas implements EventHandler {

        private final JdbcTemplate jdbc;
        private volatile int refused;

        Notas(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @Override
        public Set<Class<?>> types() {
            return Set.of(Suceso.class);
        }

        @Override
        public void apply(List<Event> events) {
            for (Event event : events) {
                int numero = ((Suceso) event.payload()).numero();
                if (numero == refused) {
                    throw new IllegalStateException("el " + numero + " no se anota");
                }
                jdbc.update("insert into nota (numero) values (?)", numero);
            }
        }
    }
}
