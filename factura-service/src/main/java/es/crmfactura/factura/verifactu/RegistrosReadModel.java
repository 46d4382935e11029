package es.crmfactura.factura.verifactu;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Records as they were written, each with the one before it. */
@Component
public class RegistrosReadModel {

    private static final String REGISTROS = """
            select r.*, a.emisor as emisor_anterior, a.numero as numero_anterior, a.fecha as fecha_anterior
            from verifactu_registro r
            left join verifactu_registro a on (a.cadena, a.posicion) = (r.cadena, r.posicion - 1)
            where\s""";

    private static final int POR_VEZ = 1000;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final JsonMapper json;

    public RegistrosReadModel(JdbcTemplate jdbc, JdbcClient client, JsonMapper json) {
        this.jdbc = jdbc;
        this.client = client;
        this.json = json;
    }

    public Optional<Encadenado> conId(long id) {
        return jdbc.query(REGISTROS + "r.id = ?", this::encadenado, id).stream().findFirst();
    }

    /** The last that was registered of an invoice; empty where there is none. */
    public Optional<Encadenado> ultimoDe(UUID factura) {
        return jdbc.query(REGISTROS + "r.factura_id = ? order by r.id desc limit 1", this::encadenado, factura).stream()
                .findFirst();
    }

    /** Along a chain, after a position. */
    public List<Encadenado> despuesDe(int cadena, long posicion, int maximo) {
        return jdbc.query(
                REGISTROS + "r.cadena = ? and r.posicion > ? order by r.posicion limit ?",
                this::encadenado,
                cadena,
                posicion,
                maximo);
    }

    /** In the order of their chain. */
    public List<Encadenado> conIds(List<Long> ids) {
        return jdbc.query(REGISTROS + "r.id = any(?) order by r.cadena, r.posicion", this::encadenado, (Object)
                ids.toArray(Long[]::new));
    }

    /**
     * What makes a chain of records.
     *
     * @param cuadra whether its huella is that of what it says
     */
    public record Eslabon(
            long posicion,
            UUID facturaId,
            String numero,
            Instant generado,
            @Nullable String huellaAnterior,
            String huella,
            boolean cuadra) {}

    /** A whole chain in its order, however long; to be closed, within the transaction. */
    public Stream<Eslabon> recorrer(int cadena) {
        return client
                .sql("select * from verifactu_registro where cadena = ? order by posicion")
                .withFetchSize(POR_VEZ)
                .param(cadena)
                .query(RegistrosReadModel::eslabon)
                .stream();
    }

    private static Eslabon eslabon(ResultSet row, int number) throws SQLException {
        return new Eslabon(
                row.getLong("posicion"),
                row.getObject("factura_id", UUID.class),
                row.getString("numero"),
                OffsetDateTime.parse(row.getString("generado")).toInstant(),
                row.getString("huella_anterior"),
                row.getString("huella"),
                huella(row).equals(row.getString("huella")));
    }

    private static String huella(ResultSet row) throws SQLException {
        Referencia factura = factura(row);
        return Registro.Tipo.valueOf(row.getString("tipo")) == Registro.Tipo.anulacion
                ? Huella.deAnulacion(factura, row.getString("huella_anterior"), row.getString("generado"))
                : Huella.deAlta(
                        factura,
                        row.getString("tipo_factura"),
                        row.getString("cuota_total"),
                        row.getString("importe_total"),
                        row.getString("huella_anterior"),
                        row.getString("generado"));
    }

    private static Referencia factura(ResultSet row) throws SQLException {
        return new Referencia(row.getString("emisor"), row.getString("numero"), row.getString("fecha"));
    }

    private Encadenado encadenado(ResultSet row, int number) throws SQLException {
        return new Encadenado(
                row.getLong("id"),
                row.getInt("cadena"),
                new Registro(
                        row.getLong("posicion"),
                        row.getObject("factura_id", UUID.class),
                        Registro.Tipo.valueOf(row.getString("tipo")),
                        factura(row),
                        row.getString("tipo_factura"),
                        row.getString("cuota_total"),
                        row.getString("importe_total"),
                        row.getString("generado"),
                        row.getString("huella_anterior"),
                        row.getString("huella"),
                        row.getObject("subsana", Long.class),
                        row.getString("rechazo_previo"),
                        row.getBoolean("sin_registro_previo"),
                        json.readValue(row.getString("contenido"), Contenido.class)),
                anterior(row));
    }

    private static @Nullable Referencia anterior(ResultSet row) throws SQLException {
        String numero = row.getString("numero_anterior");
        return numero == null
                ? null
                : new Referencia(row.getString("emisor_anterior"), numero, row.getString("fecha_anterior"));
    }
}
