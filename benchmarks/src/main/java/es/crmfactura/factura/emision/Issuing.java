package es.crmfactura.factura.emision;

import es.crmfactura.benchmarks.PlainRecords;
import es.crmfactura.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.context.ApplicationContext;

/** Invoices of two lines and two rates, issued by several threads, in three ways. */
public final class Issuing {

    /** The number, the invoice, its lines and its taxes as one statement: as fast as one transaction each can be. */
    private static final String ISSUE = """
            with numero as (
              insert into serie as s (serie, ejercicio, ultimo, ultima_fecha)
              select ?, extract(year from ?::date), 1, ?::date from emisor
              on conflict (serie, ejercicio) do update set ultimo = s.ultimo + 1, ultima_fecha = excluded.ultima_fecha
              where s.ultima_fecha <= excluded.ultima_fecha
              returning serie, ejercicio, ultimo, ultima_fecha),
            nueva as (
              insert into factura (id, serie, tipo, ejercicio, ordinal, fecha, fecha_operacion, vencimiento, emitida_en,
                cliente_crm_id, cliente_nombre, cliente_email, cliente_cif_nif, cliente_direccion, emisor, forma_pago, notas,
                base_imponible, cuota_iva, total)
              select ?, n.serie, 'F1', n.ejercicio, n.ultimo, n.ultima_fecha, ?::date, ?::date, ?,
                ?, ?, ?, ?, ?, to_jsonb(e), ?, ?,
                ?, ?, ?
              from numero n, emisor e
              returning id, numero),
            lineas as (
              insert into factura_linea (factura_id, linea, descripcion, cantidad, precio, descuento, iva, importe)
              select nueva.id, l.orden, l.descripcion, l.cantidad, l.precio, l.descuento, l.iva, l.importe
              from nueva, unnest(?::text[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[])
                with ordinality as l (descripcion, cantidad, precio, descuento, iva, importe, orden)),
            impuestos as (
              insert into factura_impuesto (factura_id, tipo, base, cuota)
              select nueva.id, i.tipo, i.base, i.cuota
              from nueva, unnest(?::numeric[], ?::numeric[], ?::numeric[]) as i (tipo, base, cuota))
            select numero from nueva""";

    private Issuing() {}

    private interface Issuer {
        void issue() throws Exception;
    }

    private interface IssuerFactory {
        Issuer open() throws Exception;
    }

    /** @param seconds how long it took */
    public record Result(long invoices, double seconds) {

        public double rate() {
            return invoices / seconds;
        }
    }

    /** Through the service, without HTTP. */
    public static Result byService(ApplicationContext factura, List<UUID> clients, int threads, int seconds)
            throws Exception {
        var emision = factura.getBean(EmisionDeFacturas.class);
        return run(threads, seconds, () -> () -> emision.emitir(nueva(anyOf(clients))));
    }

    private static NuevaFactura nueva(UUID client) {
        return new NuevaFactura(
                client.toString(),
                null,
                List.of(item("Consultoría", "2", "100.00", "21"), item("Manual impreso", "1", "50.00", "10")),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static NuevaFactura.Item item(String text, String quantity, String price, String rate) {
        return new NuevaFactura.Item(
                text, new BigDecimal(quantity), new BigDecimal(price), new BigDecimal(rate), null, null, null);
    }

    /** Over connections that are kept open, by a client that costs as little as one can. */
    public static Result byHttp(int port, List<UUID> clients, int threads, int seconds) throws Exception {
        return run(threads, seconds, () -> {
            var connection = new HttpConnection(port);
            return () -> {
                int status = connection.post("/api/facturas", """
                        {"cliente_crm_id": "%s", "items": [
                          {"descripcion": "Consultoría", "cantidad": 2, "precio": 100.00, "iva": 21},
                          {"descripcion": "Manual impreso", "cantidad": 1, "precio": 50.00, "iva": 10}]}""".formatted(anyOf(clients)));
                if (status != 201) {
                    throw new IllegalStateException("an invoice was answered with " + status);
                }
            };
        });
    }

    /** What a program without our queue does: the same rows under the same lock, a transaction each, and nothing else. */
    public static Result byPlainJdbc(List<UUID> clients, byte[] event, int threads, int seconds) throws Exception {
        List<Connection> connections = new ArrayList<>();
        try {
            return run(threads, seconds, () -> {
                Connection connection = TestDatabase.instance().connect("factura_app");
                synchronized (connections) {
                    connections.add(connection);
                }
                connection.setSchema("factura");
                connection.setAutoCommit(false);
                return plain(connection, clients, event);
            });
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private static Issuer plain(Connection connection, List<UUID> clients, byte[] event) throws SQLException {
        PreparedStatement client = connection.prepareStatement(
                "select crm_id, nombre_completo, razon_social, tipo_cliente, email, cif_nif from cliente where not eliminado and crm_id = ?");
        PreparedStatement invoice = connection.prepareStatement(ISSUE);
        PreparedStatement append = connection.prepareStatement("""
                insert into event_log
                  (event_id, type, routing_key, aggregate_id, aggregate_version, body, created_at)
                values (?, 'es.crmfactura.FacturaEmitida.v1', 'factura.emitida.v1', ?, 1, ?, ?)""");
        PlainRecords records = new PlainRecords(connection);
        return () -> {
            UUID crmId = anyOf(clients);
            UUID id = UUID.randomUUID();
            LocalDate today = LocalDate.now(ZoneId.of("Europe/Madrid"));
            client.setObject(1, crmId);
            client.executeQuery().close();
            Object[] values = {
                "FAC",
                LocalDate.now(),
                LocalDate.now(),
                id,
                null,
                LocalDate.now().plusDays(30),
                OffsetDateTime.now(),
                crmId,
                "Cliente",
                "cliente@example.com",
                "B12345674",
                null,
                null,
                null,
                new BigDecimal("250.00"),
                new BigDecimal("47.00"),
                new BigDecimal("297.00"),
                array(connection, "Consultoría", "Manual impreso"),
                array(connection, "2", "1"),
                array(connection, "100.00", "50.00"),
                array(connection, "0", "0"),
                array(connection, "21", "10"),
                array(connection, "200.00", "50.00"),
                array(connection, "10", "21"),
                array(connection, "50.00", "200.00"),
                array(connection, "5.00", "42.00")
            };
            for (int i = 0; i < values.length; i++) {
                invoice.setObject(i + 1, values[i]);
            }
            String number;
            try (var row = invoice.executeQuery()) {
                row.next();
                number = row.getString(1);
            }
            records.append(List.of(id), List.of(number));
            append.setObject(1, UUID.randomUUID());
            append.setObject(2, id);
            append.setBytes(3, event);
            append.setObject(4, OffsetDateTime.now());
            append.execute();
            connection.commit();
        };
    }

    private static Object array(Connection connection, String... values) throws SQLException {
        return connection.createArrayOf("text", values);
    }

    private static UUID anyOf(List<UUID> clients) {
        return clients.get(java.util.concurrent.ThreadLocalRandom.current().nextInt(clients.size()));
    }

    private static Result run(int threads, int seconds, IssuerFactory factory) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            long begun = System.nanoTime();
            long end = begun + seconds * 1_000_000_000L;
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                counts.add(executor.submit(() -> {
                    Issuer issuer = factory.open();
                    long count = 0;
                    while (System.nanoTime() < end) {
                        issuer.issue();
                        count++;
                    }
                    return count;
                }));
            }
            long invoices = 0;
            for (Future<Long> count : counts) {
                invoices += count.get();
            }
            return new Result(invoices, (System.nanoTime() - begun) / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }
}
