package es.crmfactura.factura.reportes;

import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Creates a schema beside that of the other tests; it goes with the database. */
class EsquemaPropio implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String NOMBRE = "factura_reportes";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement()) {
            statement.execute("create schema if not exists %s authorization factura_owner".formatted(NOMBRE));
            statement.execute("grant usage on schema %s to factura_app".formatted(NOMBRE));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
