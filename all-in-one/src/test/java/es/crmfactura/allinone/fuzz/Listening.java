package es.crmfactura.allinone.fuzz;

import es.crmfactura.allinone.Service;
import es.crmfactura.embedded.QpidDialect;
import es.crmfactura.testing.TestBroker;
import es.crmfactura.testing.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/** One of the services alone, with a database and a queue of its own. */
final class Listening implements AutoCloseable {

    private final String name = "oyente-" + UUID.randomUUID();
    private final TestDatabase database = TestDatabase.instance().another();
    private final ConfigurableApplicationContext context;

    /** @param service crm or factura, the name of its schema */
    Listening(String service, Class<?> application) {
        context = Service.start(service, application, properties(service), beans -> {
            if (!TestBroker.instance().realRabbitMq()) {
                beans.registerBean(QpidDialect.class);
            }
        });
    }

    private Map<String, Object> properties(String service) {
        var broker = TestBroker.instance();
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", 0);
        properties.put("crmfactura.messaging.service", name);
        properties.put("crmfactura.messaging.sources", "otro-" + name);
        properties.put("crmfactura.messaging.relay.auto-startup", false);
        properties.put("spring.datasource.url", database.url());
        properties.put("spring.datasource.username", service + "_app");
        properties.put("spring.datasource.password", database.password());
        properties.put("spring.flyway.user", service + "_owner");
        properties.put("spring.flyway.password", database.password());
        properties.put("spring.rabbitmq.host", broker.host());
        properties.put("spring.rabbitmq.port", broker.port());
        properties.put("spring.rabbitmq.username", broker.user());
        properties.put("spring.rabbitmq.password", broker.password());
        properties.put("spring.rabbitmq.virtual-host", broker.virtualHost());
        return properties;
    }

    void hear(List<byte[]> messages) {
        var broker = context.getBean(RabbitTemplate.class);
        messages.forEach(message -> broker.send(
                "", name + ".inbox", MessageBuilder.withBody(message).build()));
    }

    /** Applied or parked. */
    boolean hasReceived(UUID event) {
        return is("select exists (select from inbox where event_id = ?)", event);
    }

    boolean hasParked(UUID event) {
        return is("select exists (select from parked_event where event_id = ?)", event);
    }

    /** Though it can't be read. */
    boolean hasKept(byte[] message) {
        return is(
                "select exists (select from parked_event where sha256(body) = sha256(?) and event_id is null)",
                message);
    }

    private boolean is(String sql, Object argument) {
        return Boolean.TRUE.equals(context.getBean(JdbcTemplate.class).queryForObject(sql, Boolean.class, argument));
    }

    List<Map<String, Object>> outcomes() {
        return context.getBean(JdbcTemplate.class).queryForList("""
                select case when p.id is null then 'applied' when p.event_id is null then 'unreadable' else 'parked' end as outcome,
                  count(*)
                from inbox i full join parked_event p using (event_id) group by outcome order by outcome""");
    }

    @Override
    public void close() {
        context.getBean("inboxConsumer", SmartLifecycle.class).stop();
        var admin = context.getBean(AmqpAdmin.class);
        List.of(".inbox", ".dead-letter").forEach(queue -> admin.deleteQueue(name + queue));
        List.of(".eventos", ".dead-letter").forEach(exchange -> admin.deleteExchange(name + exchange));
        context.close();
        database.drop();
    }
}
