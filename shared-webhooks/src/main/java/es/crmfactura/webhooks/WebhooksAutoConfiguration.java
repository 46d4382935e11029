package es.crmfactura.webhooks;

import es.crmfactura.messaging.LogFollower;
import es.crmfactura.messaging.LogFollowers;
import es.crmfactura.web.MergePatch;
import es.crmfactura.webhooks.envio.Cartero;
import es.crmfactura.webhooks.envio.Redes;
import es.crmfactura.webhooks.envio.Reintentos;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Gives a service that says which events are its own webhooks under {@code /api/webhooks}. */
@AutoConfiguration(
        afterName = {
            "es.crmfactura.messaging.MessagingAutoConfiguration",
            "es.crmfactura.web.WebAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration"
        })
@ConditionalOnBean(TiposDeEvento.class)
@EnableConfigurationProperties(WebhooksProperties.class)
class WebhooksAutoConfiguration {

    @Bean
    Redes webhooksRedes(WebhooksProperties settings) {
        return new Redes(settings.redesPrivadas());
    }

    @Bean
    WebhooksReadModel webhooksReadModel(JdbcClient jdbc, JsonMapper json) {
        return new WebhooksReadModel(jdbc, json);
    }

    @Bean
    GestionDeWebhooks gestionDeWebhooks(
            JdbcClient jdbc,
            WebhooksReadModel webhooks,
            MergePatch patch,
            Redes redes,
            TiposDeEvento tipos,
            WebhooksProperties settings,
            Clock clock) {
        return new GestionDeWebhooks(jdbc, webhooks, patch, redes, tipos, settings, clock);
    }

    @Bean
    Entregas entregasDeWebhooks(JdbcClient jdbc, WebhooksProperties settings, Clock clock) {
        return new Entregas(jdbc, settings, clock);
    }

    @Bean
    Resultados resultadosDeWebhooks(JdbcClient jdbc, WebhooksProperties settings, Clock clock) {
        return new Resultados(jdbc, new Reintentos(settings.retries()), clock);
    }

    @Bean
    WebhooksController webhooksController(GestionDeWebhooks gestion, WebhooksReadModel webhooks) {
        return new WebhooksController(gestion, webhooks);
    }

    @Bean
    EntregasController entregasController(
            WebhooksReadModel webhooks, JdbcClient jdbc, WebhooksProperties settings, Clock clock) {
        return new EntregasController(webhooks, new EntregasAPeticion(jdbc, settings, clock));
    }

    @Bean
    WebhooksMetrics webhooksMetrics(ObjectProvider<MeterRegistry> registry, Entregas entregas) {
        return new WebhooksMetrics(registry.getIfAvailable(SimpleMeterRegistry::new), entregas);
    }

    @Bean
    Cartero cartero(Redes redes, WebhooksProperties settings, Clock clock) {
        var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return new Cartero(redes, tls, settings.connectTimeout(), settings.timeout(), clock);
    }

    @Bean
    Envios enviosDeWebhooks(
            Entregas entregas,
            Resultados resultados,
            Cartero cartero,
            WebhooksMetrics metrics,
            WebhooksProperties settings) {
        return new Envios(entregas, resultados, cartero, metrics, settings.parallel());
    }

    @Bean
    LogFollower reparto(
            LogFollowers followers,
            Entregas entregas,
            Envios envios,
            TiposDeEvento tipos,
            WebhooksProperties settings,
            Clock clock) {
        return followers.follower(
                "webhooks",
                settings.pollInterval(),
                settings.autoStartup(),
                new Reparto(entregas, envios, tipos, settings, clock));
    }
}
