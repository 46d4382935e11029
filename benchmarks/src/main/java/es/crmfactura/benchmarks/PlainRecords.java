package es.crmfactura.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records of invoices by plain JDBC: the rows that the service writes, chained under the same lock, with what they say prepared. */
public final class PlainRecords implements AutoCloseable {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd-MM-yyyy");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private static final String LOCK = """
            select c.id, c.posicion, c.huella from verifactu_cadena c join emisor e on e.nif = c.nif for update of c""";

    private static final String APPEND = """
            with cadena as (
              update verifactu_cadena set posicion = ?, huella = ?, generado = ?::timestamptz where id = ? returning id),
            otro as (select contenido from verifactu_registro where tipo = 'alta' limit 1)
            insert into verifactu_registro (cadena, posicion, factura_id, tipo, emisor, numero, fecha, tipo_factura, cuota_total,
              importe_total, generado, huella_anterior, huella, contenido)
            select cadena.id, r.posicion, r.factura_id, 'alta', 'B99999997', r.numero, ?, 'F1', '47.00', '297.00', ?, r.anterior,
              r.huella, otro.contenido
            from cadena, otro, unnest(?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[])
              as r (posicion, factura_id, numero, anterior, huella)""";

    private final Connection connection;
    private final PreparedStatement lock;
    private final PreparedStatement append;

    public PlainRecords(Connection connection) throws SQLException {
        this.connection = connection;
        this.lock = connection.prepareStatement(LOCK);
        this.append = connection.prepareStatement(APPEND);
    }

    public void append(List<UUID> invoices, List<String> numbers) throws SQLException {
        int chain;
        long position;
        @Nullable String last;
        try (var row = lock.executeQuery()) {
            row.next();
            chain = row.getInt(1);
            position = row.getLong(2);
            last = row.getString(3);
        }
        OffsetDateTime now = OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS);
        String date = now.format(DATE);
        String made = now.format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx"));
        List<Long> positions = new ArrayList<>();
        List<@Nullable String> before = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        for (String number : numbers) {
            positions.add(++position);
            before.add(last);
            last = hash(number, date, last, made);
            hashes.add(last);
        }
        Object[] values = {
            position,
            last,
            made,
            chain,
            date,
            made,
            array(positions),
            array(invoices),
            array(numbers),
            array(before),
            array(hashes)
        };
        for (int i = 0; i < values.length; i++) {
            append.setObject(i + 1, values[i]);
        }
        append.executeUpdate();
    }

    private static String hash(String number, String date, @Nullable String last, String made) {
        String fields =
                ("IDEmisorFactura=B99999997&NumSerieFactura=%s&FechaExpedicionFactura=%s&TipoFactura=F1&CuotaTotal=47.00"
                                + "&ImporteTotal=297.00&Huella=%s&FechaHoraHusoGenRegistro=%s")
                        .formatted(number, date, last == null ? "" : last, made);
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(fields.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Object array(List<?> values) throws SQLException {
        return connection.createArrayOf(
                "text",
                values.stream()
                        .map(value -> value == null ? null : value.toString())
                        .toArray());
    }

    @Override
    public void close() throws SQLException {
        lock.close();
        append.close();
    }
}
