package es.crmfactura.factura.remision;

import es.crmfactura.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Records and their sending alone, in a schema of their own: so that nobody else's records are sent with them. */
@EnableTransactionManagement
@ComponentScan({"es.crmfactura.factura.verifactu", "es.crmfactura.factura.remision"})
class EntornoDeRemision implements DisposableBean {

    private static final String SCHEMA = "factura_remision";

    @Bean
    DataSource dataSource() throws SQLException {
        onServer("create schema %1$s authorization factura_owner; grant usage on schema %1$s to factura_app"
                .formatted(SCHEMA));
        var database = TestDatabase.instance();
        Flyway.configure()
                .dataSource(database.url(), "factura_owner", database.password())
                .defaultSchema(SCHEMA)
                .locations(
                        "classpath:db/migration/messaging",
                        "classpath:db/migration/web",
                        "classpath:db/migration/security",
                        "classpath:db/migration/webhooks",
                        "classpath:db/migration/factura")
                .placeholders(Map.of("app", "factura_app"))
                .load()
                .migrate();
        var dataSource = new DriverManagerDataSource(database.url(), "factura_app", database.password());
        dataSource.setSchema(SCHEMA);
        return dataSource;
    }

    @Override
    public void destroy() throws SQLException {
        onServer("drop schema %s cascade".formatted(SCHEMA));
    }

    private static void onServer(String sql) throws SQLException {
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    @Bean
    JdbcTemplate jdbcTemplate(DataSource dataSource) {
        return new JdbcTemplate(dataSource);
    }

    @Bean
    JdbcClient jdbcClient(JdbcTemplate jdbc) {
        return JdbcClient.create(jdbc);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactionManager) {
        return new TransactionTemplate(transactionManager);
    }

    @Bean
    JsonMapper jsonMapper() {
        return new JsonMapper();
    }

    @Bean
    MeterRegistry meterRegistry() {
        return new SimpleMeterRegistry();
    }

    @Bean
    SslBundles sslBundles() {
        return new DefaultSslBundleRegistry();
    }

    @Bean
    RelojDePrueba clock() {
        return new RelojDePrueba();
    }
}
