package es.crmfactura.testing;

import es.crmfactura.embedded.LocalBroker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/**
 * The one broker of this JVM: the one of {@code SPRING_RABBITMQ_HOST}, {@code _PORT}, {@code _USERNAME}, {@code _PASSWORD}
 * and {@code _VIRTUAL_HOST} (one for tests alone, as they leave queues behind), else a RabbitMQ container, else the
 * embedded stand-in.
 *
 * @param managementUrl of RabbitMQ's management API; null where it is not known
 */
public record TestBroker(
        String host,
        int port,
        String user,
        String password,
        String virtualHost,
        boolean realRabbitMq,
        @Nullable String managementUrl,
        String description) {

    public static TestBroker instance() {
        return Holder.INSTANCE;
    }

    private static TestBroker choose() {
        String given = System.getenv("SPRING_RABBITMQ_HOST");
        if (given != null) {
            return new TestBroker(
                    given,
                    Integer.parseInt(environment("SPRING_RABBITMQ_PORT", "5672")),
                    environment("SPRING_RABBITMQ_USERNAME", "guest"),
                    environment("SPRING_RABBITMQ_PASSWORD", "guest"),
                    environment("SPRING_RABBITMQ_VIRTUAL_HOST", "/"),
                    true,
                    null,
                    "RabbitMQ of the environment");
        }
        if (Containers.AVAILABLE) {
            var container = new RabbitMQContainer("rabbitmq:4.3-management-alpine");
            container.start();
            Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
            return new TestBroker(
                    container.getHost(),
                    container.getAmqpPort(),
                    container.getAdminUsername(),
                    container.getAdminPassword(),
                    "/",
                    true,
                    container.getHttpUrl(),
                    "RabbitMQ in a container");
        }
        var embedded = LocalBroker.start();
        Runtime.getRuntime().addShutdownHook(new Thread(embedded::close));
        return new TestBroker(
                "127.0.0.1",
                embedded.port(),
                embedded.user(),
                embedded.password(),
                "default",
                false,
                null,
                "embedded Qpid, a stand-in for RabbitMQ");
    }

    private static String environment(String name, String otherwise) {
        return Objects.requireNonNullElse(System.getenv(name), otherwise);
    }

    private static final class Holder {
        static final TestBroker INSTANCE = choose();
    }
}
