package es.crmfactura.factura.verifactu;

import es.crmfactura.factura.verifactu.Tramo.Cabeza;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The chains, and their records as they are written. */
@Component
class Cadena {

    private static final String BLOQUEAR = """
            select c.id, c.nif, f.emisor ->> 'nombre' as nombre, c.posicion, c.huella, c.generado
            from factura f join verifactu_cadena c on c.nif = f.emisor ->> 'nif'
            where f.id = ? and c.instalacion = ?
            for update of c""";

    private static final String ABRIR = """
            insert into verifactu_cadena (nif, instalacion)
            select emisor ->> 'nif', ? from factura where id = ?
            on conflict do nothing""";

    private static final String ALARGAR = """
            with cadena as (
              update verifactu_cadena set posicion = ?, huella = ?, generado = ? where id = ? returning id)
            insert into verifactu_registro (cadena, posicion, factura_id, tipo, emisor, numero, fecha, tipo_factura, cuota_total,
              importe_total, generado, huella_anterior, huella, subsana, rechazo_previo, sin_registro_previo, contenido)
            select cadena.id, r.* from cadena, unnest(?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::boolean[], ?::jsonb[]) as r
            returning id""";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final SistemaInformatico sistema;
    private final Clock clock;

    Cadena(JdbcTemplate jdbc, JsonMapper json, VerifactuProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.sistema = properties.sistema();
        this.clock = clock;
    }

    /** The end of the chain of an invoice's issuer, which stays locked until the transaction ends. */
    Tramo abrir(UUID facturaId) {
        Cabeza cabeza = bloquear(facturaId).orElseGet(() -> {
            jdbc.update(ABRIR, sistema.instalacion(), facturaId);
            return bloquear(facturaId).orElseThrow();
        });
        return new Tramo(cabeza, sistema, clock);
    }

    private Optional<Cabeza> bloquear(UUID facturaId) {
        return jdbc.query(BLOQUEAR, Cadena::cabeza, facturaId, sistema.instalacion()).stream()
                .findFirst();
    }

    private static Cabeza cabeza(ResultSet row, int number) throws SQLException {
        OffsetDateTime generado = row.getObject("generado", OffsetDateTime.class);
        return new Cabeza(
                row.getInt("id"),
                row.getString("nif"),
                row.getString("nombre"),
                row.getLong("posicion"),
                row.getString("huella"),
                generado == null ? null : generado.toInstant());
    }

    /**
     * In one statement, however many they are.
     *
     * @return the id of the last one
     */
    long alargar(Tramo tramo) {
        List<Registro> registros = tramo.registros();
        List<Long> ids = jdbc.query(
                ALARGAR,
                (row, number) -> row.getLong("id"),
                tramo.posicion(),
                tramo.ultimaHuella(),
                tramo.momento().atOffset(ZoneOffset.UTC),
                tramo.cadena(),
                columna(registros, Registro::posicion),
                columna(registros, Registro::facturaId),
                columna(registros, Registro::tipo),
                columna(registros, r -> r.factura().emisor()),
                columna(registros, r -> r.factura().numero()),
                columna(registros, r -> r.factura().fecha()),
                columna(registros, Registro::tipoFactura),
                columna(registros, Registro::cuotaTotal),
                columna(registros, Registro::importeTotal),
                columna(registros, Registro::generado),
                columna(registros, Registro::huellaAnterior),
                columna(registros, Registro::huella),
                columna(registros, Registro::subsana),
                columna(registros, Registro::rechazoPrevio),
                columna(registros, Registro::sinRegistroPrevio),
                columna(registros, r -> json.writeValueAsString(r.contenido())));
        return ids.get(ids.size() - 1);
    }

    /** As the text array that the driver sends, which the statement casts. */
    private static Object columna(List<Registro> registros, Function<Registro, @Nullable Object> valor) {
        return registros.stream()
                .map(registro -> Objects.toString(valor.apply(registro), null))
                .toArray(String[]::new);
    }
}
