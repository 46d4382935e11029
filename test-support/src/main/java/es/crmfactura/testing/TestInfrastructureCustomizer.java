package es.crmfactura.testing;

import es.crmfactura.embedded.QpidDialect;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/** Points every Spring test of this JVM at the {@link TestDatabase} and the {@link TestBroker}. */
class TestInfrastructureCustomizer implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
        return new Customizer();
    }

    private record Customizer() implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test infrastructure", properties()));
            if (!TestBroker.instance().realRabbitMq()
                    && context.getBeanFactory() instanceof BeanDefinitionRegistry registry) {
                registry.registerBeanDefinition("qpidDialect", new RootBeanDefinition(QpidDialect.class));
            }
        }

        private static Map<String, Object> properties() {
            var database = TestDatabase.instance();
            var broker = TestBroker.instance();
            return Map.of(
                    "spring.datasource.url", database.url(),
                    "spring.datasource.username", "${crmfactura.messaging.service}_app",
                    "spring.datasource.password", database.password(),
                    "spring.flyway.user", "${crmfactura.messaging.service}_owner",
                    "spring.flyway.password", database.password(),
                    "spring.rabbitmq.host", broker.host(),
                    "spring.rabbitmq.port", broker.port(),
                    "spring.rabbitmq.username", broker.user(),
                    "spring.rabbitmq.password", broker.password(),
                    "spring.rabbitmq.virtual-host", broker.virtualHost());
        }
    }
}
