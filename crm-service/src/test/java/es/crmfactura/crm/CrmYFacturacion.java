package es.crmfactura.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.embedded.QpidDialect;
import es.crmfactura.eventos.EventoDeControl;
import es.crmfactura.eventos.EventoDeCrm;
import es.crmfactura.eventos.EventoDeFactura;
import es.crmfactura.messaging.EventLog;
import es.crmfactura.messaging.EventTypes;
import es.crmfactura.testing.HttpCaller.Answer;
import es.crmfactura.testing.TestBroker;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A CRM, and in the place of billing a log that tells what it is given to tell, both with the real messaging, in a database of
 * their own. For tests that look at all that is there.
 */
public final class CrmYFacturacion implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String sufijo = UUID.randomUUID().toString().substring(0, 8);
    private final TestDatabase database = TestDatabase.instance().another();
    private @Nullable ConfigurableApplicationContext crm;
    private @Nullable ConfigurableApplicationContext facturacion;
    private @Nullable OldClient api;

    /** Both running. */
    public CrmYFacturacion() {
        arrancaElCrm();
        arrancaFacturacion();
    }

    public void arrancaElCrm() {
        crm = arrancar(
                CrmApplication.class,
                "crm",
                Map.of(
                        "crmfactura.messaging.service",
                        "crm-" + sufijo,
                        "crmfactura.messaging.sources",
                        origen(),
                        "crmfactura.reconstruccion.intervalo",
                        "100ms",
                        "crmfactura.reconstruccion.paciencia",
                        "2s"));
        api = new OldClient(crm.getEnvironment());
    }

    public void arrancaFacturacion() {
        facturacion = arrancar(
                Facturacion.class,
                "factura",
                Map.of(
                        "crmfactura.messaging.service",
                        origen(),
                        "crmfactura.messaging.sources",
                        "crm-" + sufijo,
                        "spring.flyway.default-schema",
                        "factura",
                        "spring.flyway.schemas",
                        "factura",
                        "spring.flyway.locations",
                        "classpath:db/migration/messaging,classpath:db/migration/web,"
                                + "classpath:db/migration/webhooks"));
    }

    private ConfigurableApplicationContext arrancar(Class<?> application, String esquema, Map<String, Object> own) {
        var broker = TestBroker.instance();
        Map<String, Object> properties = new HashMap<>(Map.ofEntries(
                Map.entry("server.port", 0),
                // the CRM's entities are on the class path, and only the CRM has their tables
                Map.entry("spring.jpa.hibernate.ddl-auto", "none"),
                Map.entry("crmfactura.messaging.relay.poll-interval", "50ms"),
                Map.entry("crmfactura.messaging.relay.standby-retry", "100ms"),
                Map.entry("crmfactura.conciliacion.interval", "100ms"),
                Map.entry("crmfactura.conciliacion.retry", "1s"),
                Map.entry("spring.datasource.url", database.url()),
                Map.entry("spring.datasource.username", esquema + "_app"),
                Map.entry("spring.datasource.password", database.password()),
                Map.entry("spring.datasource.hikari.schema", esquema),
                Map.entry("spring.flyway.user", esquema + "_owner"),
                Map.entry("spring.flyway.password", database.password()),
                Map.entry("spring.rabbitmq.host", broker.host()),
                Map.entry("spring.rabbitmq.port", broker.port()),
                Map.entry("spring.rabbitmq.username", broker.user()),
                Map.entry("spring.rabbitmq.password", broker.password()),
                Map.entry("spring.rabbitmq.virtual-host", broker.virtualHost())));
        properties.putAll(own);
        return new SpringApplicationBuilder(application)
                .initializers(context -> {
                    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
                    if (!broker.realRabbitMq()) {
                        ((GenericApplicationContext) context).registerBean(QpidDialect.class);
                    }
                })
                .run();
    }

    /** The name of who tells of invoices. */
    public String origen() {
        return "factura-" + sufijo;
    }

    public OldClient api() {
        return Objects.requireNonNull(api, "the CRM is stopped");
    }

    public <T> T deCrm(Class<T> bean) {
        return elCrm().getBean(bean);
    }

    public JdbcTemplate jdbc() {
        return deCrm(JdbcTemplate.class);
    }

    private ConfigurableApplicationContext elCrm() {
        return Objects.requireNonNull(crm, "the CRM is stopped");
    }

    private ConfigurableApplicationContext laFacturacion() {
        return Objects.requireNonNull(facturacion, "billing is stopped");
    }

    /** All in one transaction. */
    public List<UUID> cuenta(List<EventLog.Entry> hechos) {
        return laFacturacion()
                .getBean(TransactionTemplate.class)
                .execute(tx -> laFacturacion().getBean(EventLog.class).append(hechos));
    }

    /** And waits until the CRM has taken it in. */
    public List<UUID> cuentaYEspera(List<EventLog.Entry> hechos) {
        List<UUID> ids = cuenta(hechos);
        espera("select count(*) = %d from inbox where event_id = any (?::uuid[])".formatted(ids.size()), (Object)
                ids.toArray(UUID[]::new));
        return ids;
    }

    /** As it is, from anybody. */
    public void envia(String clave, String mensaje) {
        laFacturacion()
                .getBean(RabbitTemplate.class)
                .send(
                        origen() + ".eventos",
                        clave,
                        MessageBuilder.withBody(mensaje.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .build());
    }

    /** Until it is true in the CRM. */
    public void espera(String sql, Object... argumentos) {
        await().atMost(PATIENCE)
                .until(() -> Boolean.TRUE.equals(jdbc().queryForObject(sql, Boolean.class, argumentos)));
    }

    /** Until it is true in billing. */
    public void esperaEnFacturacion(String sql) {
        await().atMost(PATIENCE)
                .until(() -> Boolean.TRUE.equals(
                        laFacturacion().getBean(JdbcTemplate.class).queryForObject(sql, Boolean.class)));
    }

    /** A superuser's, outside of both. */
    public Connection conexion() throws SQLException {
        return database.superuser();
    }

    /** With the rights of a superuser, to whom no rule applies. */
    public void estropea(String sql) {
        try (Connection superuser = database.superuser();
                var statement = superuser.createStatement()) {
            statement.execute("set search_path = crm; set session_replication_role = replica; " + sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void dejaDeOir() {
        elCrm().getBean("inboxConsumer", SmartLifecycle.class).stop();
    }

    public void vuelveAOir() {
        elCrm().getBean("inboxConsumer", SmartLifecycle.class).start();
    }

    public void pierdeLaCola() {
        deCrm(AmqpAdmin.class).purgeQueue("crm-" + sufijo + ".inbox");
    }

    /** Neither checkpoints nor that a replay is done. */
    public void callaDeFlujos() {
        laFacturacion().getBean("puntosDeControl", SmartLifecycle.class).stop();
    }

    public void hablaDeFlujos() {
        laFacturacion().getBean("puntosDeControl", SmartLifecycle.class).start();
    }

    public void paraElCrm() {
        elCrm().close();
        crm = null;
    }

    public void paraFacturacion() {
        laFacturacion().close();
        facturacion = null;
    }

    /** Asks for it. */
    public Answer reconstruye() {
        return api().post("/api/crm/reconstruir", "{\"quien\": \"Marta\", \"motivo\": \"por probar\"}")
                .status(202);
    }

    /** Until it has ended, however. */
    public Answer esperaElFin(Answer pedida) {
        return await().atMost(PATIENCE)
                .until(
                        () -> api().get(pedida.header("Location")).status(200),
                        una -> !una.at("/estado").asString().equals("en_curso"));
    }

    /** From the beginning to the end, which is a good one. */
    public Answer reconstruida() {
        Answer una = esperaElFin(reconstruye());
        assertThat(una.at("/estado").asString()).as(una.response().body()).isEqualTo("terminada");
        return una;
    }

    @Override
    public void close() {
        if (crm != null) {
            dejaDeOir();
            for (String quien : List.of("crm-" + sufijo, origen())) {
                deCrm(AmqpAdmin.class).deleteQueue(quien + ".inbox");
                deCrm(AmqpAdmin.class).deleteQueue(quien + ".dead-letter");
                deCrm(AmqpAdmin.class).deleteExchange(quien + ".dead-letter");
            }
            crm.close();
        }
        if (facturacion != null) {
            facturacion.close();
        }
        database.drop();
    }

    /** A service that tells of invoices, and does nothing else. No {@code Configuration}, which the CRM would find and take in. */
    @EnableAutoConfiguration
    static class Facturacion {

        @Bean
        EventTypes eventTypes() {
            return EventTypes.of("es.crmfactura", EventoDeCrm.class, EventoDeFactura.class, EventoDeControl.class);
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
