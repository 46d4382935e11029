package es.crmfactura.benchmarks;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;

/** Clients that come in as a file: by the service, from the upload until the last row is done, and by plain JDBC. */
final class Importing {

    private static final String IMPORTS = "http://127.0.0.1:" + Stage.CRM_PORT + "/api/crm/importaciones?tipo=clientes";
    private static final int BATCH = 500;
    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private static final String INSERT = """
            insert into crm.cliente (id, nombre_completo, razon_social, tipo_cliente, email, cif_nif, estado, segmento,
              credito_disponible, fecha_creacion, fecha_actualizacion, version)
            values (?, ?, ?, 'empresa', ?, ?, 'activo', 'pyme', 1500, now(), now(), 0)""";

    private final HttpClient http = HttpClient.newHttpClient();

    /** @return rows a second */
    double byService(int rows) throws IOException, InterruptedException {
        Path file = Files.createTempFile("clientes", ".csv");
        try {
            write(file, rows);
            long begun = System.nanoTime();
            var post = HttpRequest.newBuilder(URI.create(IMPORTS))
                    .header("Content-Type", "text/csv")
                    .POST(HttpRequest.BodyPublishers.ofFile(file));
            var accepted = http.send(post.build(), HttpResponse.BodyHandlers.ofString());
            await(accepted.headers().firstValue("Location").orElseThrow(() -> new IOException(accepted.body())), rows);
            return rows / ((System.nanoTime() - begun) / 1e9);
        } finally {
            Files.delete(file);
        }
    }

    private static void write(Path file, int rows) throws IOException {
        String run = UUID.randomUUID().toString().substring(0, 8);
        try (var csv = Files.newBufferedWriter(file)) {
            csv.write("nombre;razón social;correo;cif;estado;segmento;crédito\n");
            for (int i = 0; i < rows; i++) {
                csv.write("Cliente %2$d;Cliente número %2$d, S.L.;%1$s-%2$d@example.org;%1$s%2$d;activo;pyme;1500,00%n"
                        .formatted(run, i));
            }
        }
    }

    private void await(String location, int rows) throws IOException, InterruptedException {
        var get = HttpRequest.newBuilder(URI.create(IMPORTS).resolve(location)).build();
        String now;
        do {
            Thread.sleep(50);
            now = http.send(get, HttpResponse.BodyHandlers.ofString()).body();
        } while (now.contains("\"fecha_fin\":null"));
        if (!now.contains("\"creadas\":" + rows + ",")) {
            throw new IllegalStateException("rows are missing: " + now);
        }
    }

    /** The same rows in batches of the same size, without checks, events or a report. @return rows a second */
    double byPlainJdbc(int rows) throws SQLException {
        String run = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        try (Connection connection = TestDatabase.instance().connect("crm_app");
                var insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            long begun = System.nanoTime();
            for (int i = 0; i < rows; i++) {
                insert.setObject(1, IDS.generate());
                insert.setString(2, "Cliente " + i);
                insert.setString(3, "Cliente número " + i + ", S.L.");
                insert.setString(4, run + "-" + i + "@example.org");
                insert.setString(5, run + i);
                insert.addBatch();
                if ((i + 1) % BATCH == 0) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
            return rows / ((System.nanoTime() - begun) / 1e9);
        }
    }
}
