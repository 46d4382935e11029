package es.crmfactura.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a role may do to rows that are there already. */
public final class Privileges {

    private static final String TO_CHANGE = """
            select c.relname || ': ' || rights from pg_class c, concat_ws(', ',
              case when has_table_privilege(?, c.oid, 'update') then 'update'
                else (select 'update (' || string_agg(a.attname, ', ' order by a.attnum) || ')' from pg_attribute a
                  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                    and has_column_privilege(?, c.oid, a.attnum, 'update')) end,
              case when has_table_privilege(?, c.oid, 'delete') then 'delete' end,
              case when has_table_privilege(?, c.oid, 'truncate') then 'truncate' end) rights
            where c.relnamespace = ?::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') and rights <> ''
            order by c.relname""";

    private Privileges() {}

    /**
     * Of each table and view of a schema that is not append-only for the role, as {@code cliente: update, delete} or
     * {@code pago: update (fecha_devolucion)}.
     */
    public static List<String> toChange(String schema, String role) throws SQLException {
        try (Connection superuser = TestDatabase.instance().superuser();
                var query = superuser.prepareStatement(TO_CHANGE)) {
            for (int i = 1; i <= 4; i++) {
                query.setString(i, role);
            }
            query.setString(5, schema);
            List<String> tables = new ArrayList<>();
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }
}
