package es.crmfactura.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** The roles and schemas of both services, as {@code deploy/postgres/roles.sql} describes them for every way to run. */
public final class Schemas {

    private static final List<String> ROLES = List.of("crm_owner", "crm_app", "factura_owner", "factura_app");

    private Schemas() {}

    /**
     * Creates what is missing in the database of {@code superuser}; can be repeated.
     *
     * @param password given to each of the roles
     */
    public static void create(Connection superuser, String password) throws SQLException {
        try (var setting =
                superuser.prepareStatement("select set_config('crmfactura.' || ? || '_password', ?, false)")) {
            for (String role : ROLES) {
                setting.setString(1, role);
                setting.setString(2, password);
                setting.execute();
            }
        }
        try (var statement = superuser.createStatement()) {
            statement.execute(script());
        }
    }

    private static String script() {
        try (InputStream script = Schemas.class.getResourceAsStream("/roles.sql")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
