package es.crmfactura.crm.rgpd;

import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** All that is in the CRM's schema, seen with the rights of a superuser, who can see everything. */
final class Esquema {

    /** Of every table; the bytes of a row as a text, of which what is ASCII can be read. */
    private static final String TABLAS = """
            select t.table_name, string_agg(
              case c.data_type when 'bytea' then format('encode(%1$I, ''escape'')', c.column_name)
                else format('%1$I::text', c.column_name) end, ', ')
            from information_schema.tables t
            join information_schema.columns c using (table_schema, table_name)
            where t.table_schema = 'crm' and t.table_type = 'BASE TABLE'
            group by t.table_name""";

    private Esquema() {}

    /** The tables that have the text anywhere, in any case. */
    static List<String> dondeDice(String texto) {
        try (Connection superuser = TestDatabase.instance().superuser()) {
            var encontrado = new TreeSet<String>();
            for (String[] tabla : tablas(superuser)) {
                if (dice(superuser, tabla, texto)) {
                    encontrado.add(tabla[0]);
                }
            }
            return List.copyOf(encontrado);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void hacer(String sql) {
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement()) {
            statement.execute("set search_path = crm; " + sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String[]> tablas(Connection superuser) throws SQLException {
        try (ResultSet rows = superuser.createStatement().executeQuery(TABLAS)) {
            List<String[]> tablas = new ArrayList<>();
            while (rows.next()) {
                tablas.add(new String[] {rows.getString(1), rows.getString(2)});
            }
            return tablas;
        }
    }

    private static boolean dice(Connection superuser, String[] tabla, String texto) throws SQLException {
        try (var query = superuser.prepareStatement("select from crm.\"" + tabla[0]
                + "\" where strpos(lower(concat_ws(' ', " + tabla[1] + ")), lower(?)) > 0 limit 1")) {
            query.setString(1, texto);
            return query.executeQuery().next();
        }
    }
}
