package es.crmfactura.auditoria;

import es.crmfactura.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A schema with an audit log, and with a table {@code nota} that is in it; of whose rows those that say {@code oculta} do not count. */
final class LoggedSchema {

    private static final String NOTA = """
            create table nota (id text primary key, texto text, veces int, version int not null default 0);
            grant select, insert, update, delete on nota to crm_app;
            select auditar_tabla('nota', 'id', 'version', '$.texto != "oculta"');""";

    private static final String EMPTY = """
            truncate nota, auditoria, auditoria_pendiente;
            update auditoria_cabeza set posicion = 0, huella = decode(repeat('00', 32), 'hex');""";

    private static final TestDatabase DATABASE = TestDatabase.instance();

    static {
        try (Connection owner = DATABASE.connect("crm_owner")) {
            execute(owner, migration("V20261126_81__crear_auditoria.sql") + NOTA);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private LoggedSchema() {}

    /** Each statement on a connection of its own. */
    static JdbcClient as(String role) {
        return JdbcClient.create(
                new DriverManagerDataSource(DATABASE.url() + "?currentSchema=crm", role, DATABASE.password()));
    }

    static void empty() {
        tamper(EMPTY);
    }

    /** As somebody whom no rule of the database stops. */
    static void tamper(String sql) {
        try (Connection superuser = DATABASE.superuser()) {
            execute(superuser, "set session_replication_role = replica; " + sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set search_path = crm; " + sql);
        }
    }

    static void seal() {
        as("crm_app")
                .sql("select sellar_auditoria(100000)")
                .query(Integer.class)
                .single();
    }

    /** What is in the log, the oldest first: what was done to which record, and which columns that has changed. */
    static List<String> log() {
        return as("crm_app").sql("""
                        select concat_ws(' ', operacion, registro, array_to_string(nullif(columnas, '{}'), ','))
                        from auditoria_pendiente order by entrada""").query(String.class).list();
    }

    private static String migration(String name) {
        try (InputStream sql = LoggedSchema.class.getResourceAsStream("/db/migration/security/" + name)) {
            return new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${app}", "crm_app")
                    .replace("${flyway:defaultSchema}", "crm")
                    // the keys are another room's
                    .replaceAll("(?m)^select auditar_tabla.*$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
