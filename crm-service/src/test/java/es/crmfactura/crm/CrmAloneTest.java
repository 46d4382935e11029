package es.crmfactura.crm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.embedded.QpidDialect;
import es.crmfactura.testing.TcpProxy;
import es.crmfactura.testing.TestBroker;
import es.crmfactura.testing.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Behind a billing program of another maker: no billing service anywhere, and no broker either. */
class CrmAloneTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LISTENER = "otro-programa-" + UUID.randomUUID();

    private TcpProxy broker;
    private ConfigurableApplicationContext service;
    private OldClient crm;

    @BeforeEach
    void startWithoutABroker() throws IOException {
        broker =
                new TcpProxy(TestBroker.instance().host(), TestBroker.instance().port());
        broker.cut();
        service = start();
        crm = new OldClient(service.getEnvironment());
    }

    @AfterEach
    void stop() {
        service.getBean(AmqpAdmin.class).deleteQueue(LISTENER);
        service.close();
        broker.close();
    }

    @Test
    void itServesAndWhatItHasToTellWaitsForABroker() throws IOException {
        String id = crm.unCliente();
        crm.post("/api/crm/clientes/" + id + "/actividades", "{\"tipo\": \"venta\", \"titulo\": \"Factura #7\"}")
                .status(201);
        crm.get("/api/crm/clientes/" + id).status(200).has("/actividades_recientes/0/titulo", "Factura #7");
        var health = crm.get("/health").status(200).has("/status", "healthy");
        assertThat(health.at("/details/messaging/relay_lag_events").asInt()).isPositive();
        health.has("/details/messaging/inbox", "disconnected");

        broker.restore();

        var rabbit = listeningToTheCrm();
        await().atMost(PATIENCE).until(() -> tells(rabbit.receive(LISTENER, 1_000), id));
    }

    /** As another program would, once there is a broker. */
    private RabbitTemplate listeningToTheCrm() {
        AmqpAdmin admin = service.getBean(AmqpAdmin.class);
        var exchange = new TopicExchange("crm.eventos");
        var queue = new Queue(LISTENER);
        admin.declareExchange(exchange);
        admin.declareQueue(queue);
        admin.declareBinding(BindingBuilder.bind(queue).to(exchange).with("#"));
        return service.getBean(RabbitTemplate.class);
    }

    private static boolean tells(@Nullable Message message, String id) {
        return message != null
                && "es.crmfactura.ClienteCreado.v1"
                        .equals(message.getMessageProperties().getType())
                && new String(message.getBody(), UTF_8).contains(id);
    }

    private ConfigurableApplicationContext start() {
        var infrastructure = TestBroker.instance();
        Map<String, Object> properties = Map.ofEntries(
                Map.entry("server.port", 0),
                Map.entry("spring.datasource.url", TestDatabase.instance().url()),
                Map.entry("spring.datasource.username", "crm_app"),
                Map.entry("spring.datasource.password", TestDatabase.instance().password()),
                Map.entry("spring.flyway.user", "crm_owner"),
                Map.entry("spring.flyway.password", TestDatabase.instance().password()),
                Map.entry("spring.rabbitmq.host", "127.0.0.1"),
                Map.entry("spring.rabbitmq.port", broker.port()),
                Map.entry("spring.rabbitmq.username", infrastructure.user()),
                Map.entry("spring.rabbitmq.password", infrastructure.password()),
                Map.entry("spring.rabbitmq.virtual-host", infrastructure.virtualHost()));
        return new SpringApplicationBuilder(CrmApplication.class)
                .initializers(context -> {
                    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
                    if (!infrastructure.realRabbitMq()) {
                        ((GenericApplicationContext) context).registerBean(QpidDialect.class);
                    }
                })
                .run();
    }
}
