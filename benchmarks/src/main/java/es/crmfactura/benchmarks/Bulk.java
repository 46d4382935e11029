package es.crmfactura.benchmarks;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.testing.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Invoices of two lines and two rates that come in as one lote, from the upload until the last is issued; and by plain JDBC. */
final class Bulk {

    private static final String INVOICES = "http://127.0.0.1:" + Stage.FACTURA_PORT + "/api/facturas";
    private static final int BATCH = 100;
    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private static final String ITEMS = """
            "items": [{"descripcion": "Consultoría", "cantidad": 2, "precio": 100.00, "iva": 21},
              {"descripcion": "Manual impreso", "cantidad": 1, "precio": 50.00, "iva": 10}]""";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<UUID> clients;

    Bulk(List<UUID> clients) {
        this.clients = clients;
    }

    /** @return invoices a second */
    double byLote(int invoices) throws IOException, InterruptedException {
        Path file = Files.createTempFile("facturas", ".json");
        try {
            write(file, invoices);
            long begun = System.nanoTime();
            var post = HttpRequest.newBuilder(URI.create(INVOICES + "/lotes?repetir=true"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofFile(file));
            var accepted = http.send(post.build(), HttpResponse.BodyHandlers.ofString());
            await(
                    accepted.headers().firstValue("Location").orElseThrow(() -> new IOException(accepted.body())),
                    invoices);
            return invoices / ((System.nanoTime() - begun) / 1e9);
        } finally {
            Files.delete(file);
        }
    }

    private void write(Path file, int invoices) throws IOException {
        String run = UUID.randomUUID().toString().substring(0, 8);
        try (var json = Files.newBufferedWriter(file)) {
            for (int i = 0; i < invoices; i++) {
                json.write("%s{\"referencia\": \"%s-%d\", \"cliente_crm_id\": \"%s\", %s}%n"
                        .formatted(i == 0 ? "[" : ",", run, i, client(i), ITEMS));
            }
            json.write("]");
        }
    }

    private UUID client(int i) {
        return clients.get(i % clients.size());
    }

    private void await(String location, int invoices) throws IOException, InterruptedException {
        var get = HttpRequest.newBuilder(URI.create(INVOICES).resolve(location)).build();
        String now;
        do {
            Thread.sleep(50);
            now = http.send(get, HttpResponse.BodyHandlers.ofString()).body();
        } while (now.contains("\"fecha_fin\":null"));
        if (!now.contains("\"emitidas\":" + invoices + ",")) {
            throw new IllegalStateException("invoices are missing: " + now);
        }
    }

    /** Nanoseconds that single invoices take, one after the other, while a lote of so many is issued. */
    Latency.Percentiles singleMeanwhile(int invoices) throws IOException, InterruptedException {
        CompletableFuture<Void> lote = CompletableFuture.runAsync(() -> {
            try {
                byLote(invoices);
            } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
            }
        });
        List<Long> took = new ArrayList<>();
        while (!lote.isDone()) {
            took.add(single());
        }
        lote.join();
        return Latency.Percentiles.of(took);
    }

    Latency.Percentiles singleAlone(int invoices) throws IOException, InterruptedException {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < invoices; i++) {
            took.add(single());
        }
        return Latency.Percentiles.of(took);
    }

    private long single() throws IOException, InterruptedException {
        var post = HttpRequest.newBuilder(URI.create(INVOICES))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"cliente_crm_id\": \"%s\", %s}".formatted(client(0), ITEMS)));
        long begun = System.nanoTime();
        int status =
                http.send(post.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 201) {
            throw new IllegalStateException("an invoice was answered with " + status);
        }
        return System.nanoTime() - begun;
    }

    /** The same rows in batches of the same size, under the same lock, without checks or a note of what has been done. */
    double byPlainJdbc(int invoices, byte[] event) throws SQLException {
        try (Connection connection = TestDatabase.instance().connect("factura_app")) {
            connection.setSchema("factura");
            connection.setAutoCommit(false);
            try (var batch = new Batch(connection, event)) {
                long begun = System.nanoTime();
                for (int done = 0; done < invoices; done += BATCH) {
                    batch.issue(Math.min(BATCH, invoices - done));
                }
                return invoices / ((System.nanoTime() - begun) / 1e9);
            }
        }
    }

    private final class Batch implements AutoCloseable {

        private final Connection connection;
        private final byte[] event;
        private final List<PreparedStatement> statements = new ArrayList<>();
        private final PreparedStatement counter;
        private final PreparedStatement invoice;
        private final PreparedStatement line;
        private final PreparedStatement tax;
        private final PreparedStatement log;
        private final PlainRecords records;

        Batch(Connection connection, byte[] event) throws SQLException {
            this.connection = connection;
            this.event = event;
            counter = prepare("""
                    update serie set ultimo = ultimo + ?, ultima_fecha = ? where serie = 'FAC' and ejercicio = ?
                    returning ultimo""");
            invoice = prepare("""
                    insert into factura (id, serie, tipo, ejercicio, ordinal, fecha, vencimiento, emitida_en, cliente_crm_id,
                      cliente_nombre, cliente_email, cliente_cif_nif, emisor, base_imponible, cuota_iva, total)
                    select ?, 'FAC', 'F1', ?, ?, ?, ?, ?, ?, 'Cliente', 'cliente@example.com', 'B12345674', to_jsonb(e), 250, 47, 297
                    from emisor e""");
            line = prepare("""
                    insert into factura_linea (factura_id, linea, descripcion, cantidad, precio, descuento, iva, importe)
                    values (?, ?, ?, ?, ?, 0, ?, ?)""");
            tax = prepare("insert into factura_impuesto (factura_id, tipo, base, cuota) values (?, ?, ?, ?)");
            log = prepare("""
                    insert into event_log (event_id, type, routing_key, aggregate_id, aggregate_version, body, created_at)
                    values (?, 'es.crmfactura.FacturaEmitida.v1', 'factura.emitida.v1', ?, 1, ?, ?)""");
            records = new PlainRecords(connection);
        }

        private PreparedStatement prepare(String sql) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(sql);
            statements.add(statement);
            return statement;
        }

        void issue(int count) throws SQLException {
            LocalDate today = LocalDate.now();
            set(counter, count, today, today.getYear());
            int last;
            try (var row = counter.executeQuery()) {
                row.next();
                last = row.getInt(1);
            }
            List<UUID> ids = new ArrayList<>();
            List<String> numbers = new ArrayList<>();
            for (int ordinal = last - count + 1; ordinal <= last; ordinal++) {
                ids.add(add(today, ordinal));
                numbers.add("FAC-%d-%06d".formatted(today.getYear(), ordinal));
            }
            for (PreparedStatement statement : List.of(invoice, line, tax, log)) {
                statement.executeBatch();
            }
            records.append(ids, numbers);
            connection.commit();
        }

        private UUID add(LocalDate today, int ordinal) throws SQLException {
            UUID id = IDS.generate();
            OffsetDateTime now = OffsetDateTime.now();
            batch(invoice, id, today.getYear(), ordinal, today, today.plusDays(30), now, client(ordinal));
            batch(
                    line,
                    id,
                    1,
                    "Consultoría",
                    new BigDecimal(2),
                    new BigDecimal("100.00"),
                    new BigDecimal(21),
                    new BigDecimal("200.00"));
            batch(
                    line,
                    id,
                    2,
                    "Manual impreso",
                    new BigDecimal(1),
                    new BigDecimal("50.00"),
                    new BigDecimal(10),
                    new BigDecimal("50.00"));
            batch(tax, id, new BigDecimal(10), new BigDecimal("50.00"), new BigDecimal("5.00"));
            batch(tax, id, new BigDecimal(21), new BigDecimal("200.00"), new BigDecimal("42.00"));
            batch(log, IDS.generate(), id, event, now);
            return id;
        }

        private static void batch(PreparedStatement statement, Object... values) throws SQLException {
            set(statement, values);
            statement.addBatch();
        }

        private static void set(PreparedStatement statement, Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
        }

        @Override
        public void close() throws SQLException {
            for (PreparedStatement statement : statements) {
                statement.close();
            }
            records.close();
        }
    }
}
