package es.crmfactura.security.claves;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Gives a service {@code /api/claves}. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration")
class ClavesAutoConfiguration {

    @Bean
    ClavesVigentes clavesVigentes(JdbcClient jdbc, Clock clock) {
        return new ClavesVigentes(jdbc, clock);
    }

    @Bean
    ClavesReadModel clavesReadModel(JdbcClient jdbc, JsonMapper json) {
        return new ClavesReadModel(jdbc, json);
    }

    @Bean
    GestionDeClaves gestionDeClaves(JdbcClient jdbc, ClavesReadModel claves, ClavesVigentes vigentes, Clock clock) {
        return new GestionDeClaves(jdbc, claves, vigentes, clock);
    }

    @Bean
    ClavesController clavesController(GestionDeClaves gestion, ClavesReadModel claves) {
        return new ClavesController(gestion, claves);
    }
}
