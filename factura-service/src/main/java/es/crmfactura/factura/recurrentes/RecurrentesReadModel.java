package es.crmfactura.factura.recurrentes;

import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.web.Pagina;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Invoices that come again and again with what has become of each day, in one query. */
@Component
class RecurrentesReadModel {

    private static final String RECURRENTES = """
            select r.*, coalesce(a.fusionado_con, r.cliente_crm_id) as crm_id,
              coalesce(c.razon_social, c.nombre_completo, r.contenido #>> '{cliente,nombre_completo}') as cliente_nombre,
              coalesce((
                select json_agg(json_build_object('fecha', e.fecha, 'factura_id', e.factura_id,
                  'estado', case when f.id is not null then 'emitida' when b.id is not null then 'borrador' else 'eliminada' end,
                  'numero', f.numero, 'fecha_factura', f.fecha,
                  'fallo', case when b.id is not null and e.intentos > 0 then json_build_object('codigo', e.fallo_codigo,
                    'detalle', e.fallo, 'en', e.fallo_en, 'intentos', e.intentos) end) order by e.fecha desc)
                from recurrente_emision e
                left join factura f on f.id = e.factura_id
                left join borrador b on b.id = e.factura_id
                where e.recurrente_id = r.id), '[]') as emisiones
            from recurrente r
            left join cliente a on a.crm_id = r.cliente_crm_id
            left join cliente c on c.crm_id = coalesce(a.fusionado_con, a.crm_id) and not c.eliminado""";

    private static final TypeReference<List<RecurrenteVista.Emision>> EMISIONES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RecurrentesReadModel(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Latest first. */
    List<RecurrenteVista> lista(Pagina pagina) {
        return jdbc.sql(RECURRENTES + " order by r.id desc limit ? offset ?")
                .params(pagina.limit(), pagina.skip())
                .query(this::recurrente)
                .list();
    }

    long total() {
        return jdbc.sql("select count(*) from recurrente").query(Long.class).single();
    }

    /** @throws RecurrenteDesconocida if there is none */
    RecurrenteVista conId(UUID id) {
        return jdbc.sql(RECURRENTES + " where r.id = ?")
                .param(id)
                .query(this::recurrente)
                .optional()
                .orElseThrow(RecurrenteDesconocida::new);
    }

    private RecurrenteVista recurrente(ResultSet row, int number) throws SQLException {
        LocalDate proxima = row.getObject("proxima", LocalDate.class);
        boolean pausada = row.getBoolean("pausada");
        NuevaFactura factura = json.readValue(row.getString("contenido"), NuevaFactura.class);
        return new RecurrenteVista(
                row.getObject("id", UUID.class),
                row.getLong("version"),
                RecurrenteVista.Estado.de(pausada, proxima),
                Periodicidad.valueOf(row.getString("periodicidad")),
                row.getObject("inicio", LocalDate.class),
                row.getInt("dia"),
                row.getObject("fin", LocalDate.class),
                pausada ? null : proxima,
                row.getObject("crm_id", UUID.class),
                row.getString("cliente_nombre"),
                factura.totales().total(),
                factura,
                row.getObject("creada_en", OffsetDateTime.class).toInstant(),
                json.readValue(row.getString("emisiones"), EMISIONES));
    }
}
