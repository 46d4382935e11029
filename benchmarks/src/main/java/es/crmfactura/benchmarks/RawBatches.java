package es.crmfactura.benchmarks;

import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The limit of the CRM's database: the rows that 200 events become, and nothing else, in one transaction each time. */
final class RawBatches {

    private static final int BATCH = 200;

    private static final String INBOX = """
            insert into crm.inbox (event_id, source, type, aggregate_id, aggregate_version)
            select id, 'raw', 'raw', id, 1 from unnest(?::uuid[]) id""";

    private static final String INVOICES = """
            insert into crm.factura_conocida (factura_id, cliente_id, numero, fecha, vencimiento, total)
            select id, ?, 'FAC-2026-000001', '2026-11-22', '2026-12-22', 297 from unnest(?::uuid[]) id""";

    private static final String PAYMENTS = """
            update crm.factura_conocida f set cobrado = 297, fecha_cobro = '2026-11-22'
            from unnest(?::uuid[]) as p (id) where f.factura_id = p.id""";

    private static final String ACTIVIDADES = """
            insert into crm.actividad (id, cliente_id, tipo, titulo, descripcion, fecha, completada, origen,
              factura_numero, importe, fecha_creacion)
            select id, ?, 'venta', titulo, descripcion, now(), true, 'evento', 'FAC-2026-000001', 297, now()
            from unnest(?::uuid[], ?::text[], ?::text[]) as a (id, titulo, descripcion)""";

    private RawBatches() {}

    /** @return events a second */
    static double rate(int events, UUID client) throws SQLException {
        try (Connection connection = TestDatabase.instance().connect("crm_app");
                var inbox = connection.prepareStatement(INBOX);
                var invoices = connection.prepareStatement(INVOICES);
                var payments = connection.prepareStatement(PAYMENTS);
                var actividades = connection.prepareStatement(ACTIVIDADES)) {
            connection.setAutoCommit(false);
            long begun = System.nanoTime();
            for (int done = 0; done < events; done += BATCH) {
                List<UUID> ids = Stream.generate(UUID::randomUUID).limit(BATCH).toList();
                List<UUID> half = ids.subList(0, BATCH / 2);
                execute(inbox, array(connection, ids));
                execute(invoices, client, array(connection, half));
                execute(payments, array(connection, half));
                execute(
                        actividades,
                        client,
                        array(connection, ids),
                        texts(connection, "Factura #FAC-2026-000001"),
                        texts(connection, "Factura por €297.00"));
                connection.commit();
            }
            return events / ((System.nanoTime() - begun) / 1e9);
        }
    }

    private static void execute(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.execute();
    }

    private static Object array(Connection connection, List<UUID> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.toArray());
    }

    private static Object texts(Connection connection, String text) throws SQLException {
        return connection.createArrayOf(
                "text", IntStream.range(0, BATCH).mapToObj(i -> text).toArray());
    }
}
