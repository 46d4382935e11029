package es.crmfactura.aparcados;

import es.crmfactura.messaging.ParkedEvents;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gives a service that takes part in the messaging {@code /api/eventos/aparcados}. */
@AutoConfiguration(
        afterName = {
            "es.crmfactura.messaging.MessagingAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration"
        })
@ConditionalOnProperty("crmfactura.messaging.service")
class AparcadosAutoConfiguration {

    @Bean
    AparcadosController aparcadosController(JdbcClient jdbc, ParkedEvents parked) {
        return new AparcadosController(new AparcadosReadModel(jdbc), parked);
    }
}
