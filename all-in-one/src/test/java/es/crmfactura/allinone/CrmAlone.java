package es.crmfactura.allinone;

import es.crmfactura.crm.CrmApplication;
import es.crmfactura.embedded.QpidDialect;
import es.crmfactura.testing.TestBroker;
import es.crmfactura.testing.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** The CRM without our billing, at the broker where that of another maker publishes. */
final class CrmAlone implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    CrmAlone(int port) {
        context = Service.start("crm", CrmApplication.class, properties(port), beans -> {
            if (!TestBroker.instance().realRabbitMq()) {
                beans.registerBean(QpidDialect.class);
            }
        });
    }

    private static Map<String, Object> properties(int port) {
        var database = TestDatabase.instance();
        var broker = TestBroker.instance();
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", port);
        properties.put("spring.datasource.url", database.url());
        properties.put("spring.datasource.username", "${crmfactura.messaging.service}_app");
        properties.put("spring.datasource.password", database.password());
        properties.put("spring.flyway.user", "${crmfactura.messaging.service}_owner");
        properties.put("spring.flyway.password", database.password());
        properties.put("spring.rabbitmq.host", broker.host());
        properties.put("spring.rabbitmq.port", broker.port());
        properties.put("spring.rabbitmq.username", broker.user());
        properties.put("spring.rabbitmq.password", broker.password());
        properties.put("spring.rabbitmq.virtual-host", broker.virtualHost());
        // as the guide says where nobody listens to what the CRM tells
        properties.put("crmfactura.messaging.relay.auto-startup", false);
        properties.put("crmfactura.webhooks.redes-privadas", true);
        return properties;
    }

    @Override
    public void close() {
        context.close();
    }
}
