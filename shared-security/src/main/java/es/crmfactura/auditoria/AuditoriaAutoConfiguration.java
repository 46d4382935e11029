package es.crmfactura.auditoria;

import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Gives a service an audit log and {@code /api/auditoria}. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
        })
@EnableConfigurationProperties(AuditoriaProperties.class)
class AuditoriaAutoConfiguration {

    @Bean
    Firma firma(DataSource database) {
        return new Firma(database);
    }

    @Bean
    Sellado sellado(JdbcClient jdbc, AuditoriaProperties properties) {
        return new Sellado(jdbc, properties);
    }

    @Bean
    AuditoriaMetrics auditoriaMetrics(MeterRegistry registry, JdbcClient jdbc) {
        return new AuditoriaMetrics(registry, jdbc);
    }

    @Bean
    AuditoriaReadModel auditoriaReadModel(JdbcClient jdbc, JsonMapper json) {
        return new AuditoriaReadModel(jdbc, json);
    }

    @Bean
    AuditoriaController auditoriaController(AuditoriaReadModel auditoria) {
        return new AuditoriaController(auditoria);
    }
}
