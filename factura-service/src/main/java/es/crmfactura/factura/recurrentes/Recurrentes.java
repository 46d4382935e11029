package es.crmfactura.factura.recurrentes;

import es.crmfactura.factura.emision.NuevaFactura;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** All invoices that come again and again. */
@Component
class Recurrentes {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Recurrentes(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void anadir(Recurrente nueva) {
        conDatos(nueva, """
                insert into recurrente (id, version, periodicidad, inicio, dia, fin, cliente_crm_id, contenido, pausada, proxima,
                  ultima, creada_en)
                values (:id, :version, :periodicidad, :inicio, :dia, :fin, :cliente, cast(:contenido as jsonb), :pausada, :proxima,
                  :ultima, :ahora)""").param("ahora", OffsetDateTime.now(clock)).update();
    }

    void guardar(Recurrente recurrente) {
        conDatos(recurrente, """
                update recurrente
                set version = :version, periodicidad = :periodicidad, inicio = :inicio, dia = :dia, fin = :fin,
                  cliente_crm_id = :cliente, contenido = cast(:contenido as jsonb), pausada = :pausada, proxima = :proxima,
                  ultima = :ultima
                where id = :id""").update();
    }

    private JdbcClient.StatementSpec conDatos(Recurrente recurrente, String sql) {
        return jdbc.sql(sql)
                .param("id", recurrente.id())
                .param("version", recurrente.version())
                .param("periodicidad", recurrente.calendario().periodicidad().name())
                .param("inicio", recurrente.calendario().inicio())
                .param("dia", recurrente.calendario().dia())
                .param("fin", recurrente.calendario().fin())
                .param("cliente", recurrente.factura().idDeCliente())
                .param("contenido", json.writeValueAsString(recurrente.factura()))
                .param("pausada", recurrente.pausada())
                .param("proxima", recurrente.proxima())
                .param("ultima", recurrente.ultima());
    }

    void quitar(UUID id) {
        jdbc.sql("delete from recurrente where id = ?").param(id).update();
    }

    /** Locked until the transaction ends. */
    Optional<Recurrente> bloquear(UUID id) {
        return jdbc.sql("select * from recurrente where id = ? for update")
                .param(id)
                .query(this::recurrente)
                .optional();
    }

    /** Those of which an invoice is due, who waits longest first. */
    List<UUID> debidas(LocalDate hoy) {
        return jdbc.sql("select id from recurrente where not pausada and proxima <= ? order by proxima, id")
                .param(hoy)
                .query(UUID.class)
                .list();
    }

    private Recurrente recurrente(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Recurrente(
                id,
                row.getLong("version"),
                new Calendario(
                        Periodicidad.valueOf(row.getString("periodicidad")),
                        row.getObject("inicio", LocalDate.class),
                        row.getInt("dia"),
                        row.getObject("fin", LocalDate.class)),
                json.readValue(row.getString("contenido"), NuevaFactura.class),
                row.getBoolean("pausada"),
                row.getObject("proxima", LocalDate.class),
                row.getObject("ultima", LocalDate.class));
    }
}
