package es.crmfactura.crm.rgpd;

import es.crmfactura.crm.clientes.ClienteDesconocido;
import es.crmfactura.crm.clientes.ClienteId;
import es.crmfactura.crm.rgpd.Certificado.Suprimido;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** What is kept of a client, wherever it is. */
@Component
class RgpdReadModel {

    /** The arrays let the log be read by its index. */
    private static final String TODO = """
            select json_build_object(
              'cliente_id', c.id,
              'fecha', cast(:ahora as timestamptz),
              'cliente', to_jsonb(c) - 'busqueda',
              'contactos', (
                select coalesce(json_agg(t order by t.id), '[]') from contacto t where t.cliente_id = c.id),
              'actividades', (
                select coalesce(json_agg(a order by a.fecha, a.id), '[]') from actividad a where a.cliente_id = c.id),
              'oportunidades', (
                select coalesce(json_agg(to_jsonb(o) || jsonb_build_object('historial', (
                    select coalesce(json_agg(h order by h.version), '[]')
                    from cambio_oportunidad h where h.oportunidad_id = o.id)) order by o.id), '[]')
                from oportunidad o where o.cliente_id = c.id),
              'facturas', (
                select coalesce(json_agg(f order by f.fecha, f.numero), '[]') from factura_conocida f where f.cliente_id = c.id),
              'importaciones', (
                select coalesce(json_agg(i order by i.clave), '[]') from cliente_importado i where i.cliente_id = c.id),
              'eventos', (
                select coalesce(json_agg(convert_from(e.body, 'UTF8')::json order by e.seq), '[]') from event_log e
                where e.aggregate_id = any (
                  array(select c.id union all select f.id from cliente_fusionado f where f.destino_id = c.id
                    union all select o.id from oportunidad o where o.cliente_id = c.id))),
              'entregas', (
                select coalesce(json_agg(json_build_object('url', w.url, 'tipo', e.tipo, 'estado', e.estado,
                  'creada_en', e.creada_en, 'entregada_en', e.entregada_en) order by e.seq), '[]')
                from entrega_webhook e join webhook w on w.id = e.webhook_id
                where e.agregado = any (
                  array(select c.id::text union all select f.id::text from cliente_fusionado f where f.destino_id = c.id
                    union all select o.id::text from oportunidad o where o.cliente_id = c.id))))
            from cliente c
            where c.id = :id""";

    /** Short ones are found in any text. */
    private static final String NOMBRA = """
            select exists (
              select from cliente c, unnest(array[c.nombre_completo, c.razon_social, c.email, c.cif_nif]) as t (texto)
              where c.id = :id and length(texto) > 3 and strpos(sin_acentos(:motivo), sin_acentos(texto)) > 0)""";

    private static final String IMPORTANDO = "select exists (select from importacion where fecha_fin is null)";

    /** By xid first: its cost does not grow with the log. */
    private static final String POR_ENTREGAR = """
            select exists (
              select from relay_cursor c
              join event_log e on e.xid >= pg_snapshot_xmin(c.snapshot)
              where not pg_visible_in_snapshot(e.xid, c.snapshot)
                and (c.upper is null or e.seq > c.last_seq or not pg_visible_in_snapshot(e.xid, c.upper))
                and case when e.type like 'es.crmfactura.OportunidadGanada.%'
                  then convert_from(e.body, 'UTF8')::json #>> '{data,cliente_id}' = cast(:id as text) end)""";

    private static final String PROPIO = """
            select 'cliente' as tabla, count(*) as filas from cliente where id = :id
            union all select 'contacto', count(*) from contacto where cliente_id = :id
            union all select 'actividad', count(*) from actividad where cliente_id = :id
            union all select 'oportunidad', count(*) from oportunidad where cliente_id = :id
            union all select 'cambio_oportunidad', count(*) from cambio_oportunidad
              where oportunidad_id in (select id from oportunidad where cliente_id = :id)
            union all select 'factura_conocida', count(*) from factura_conocida where cliente_id = :id
            union all select 'cliente_importado', count(*) from cliente_importado where cliente_id = :id""";

    private final JdbcClient jdbc;
    private final ObjectReader json;
    private final Clock clock;

    RgpdReadModel(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        // by way of a double, 780.00 would leave as 780.0
        this.json = json.readerFor(DatosPersonales.class).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        this.clock = clock;
    }

    DatosPersonales todo(ClienteId id) {
        return de(TODO, id)
                .param("ahora", clock.instant().toString())
                .query(String.class)
                .optional()
                .map(fila -> json.<DatosPersonales>readValue(fila))
                .orElseThrow(ClienteDesconocido::new);
    }

    /** Whether a reason says whom it is about. */
    boolean nombra(String motivo, ClienteId id) {
        return de(NOMBRA, id).param("motivo", motivo).query(Boolean.class).single();
    }

    boolean seEstaImportando() {
        return jdbc.sql(IMPORTANDO).query(Boolean.class).single();
    }

    /** Whether something that was won has not been handed to the broker yet. */
    boolean hayPorEntregar(ClienteId id) {
        return de(POR_ENTREGAR, id).query(Boolean.class).single();
    }

    /** How many rows go with the client. */
    List<Suprimido> propio(ClienteId id) {
        return de(PROPIO, id).query(Suprimido.class).list();
    }

    private JdbcClient.StatementSpec de(String sql, ClienteId id) {
        return jdbc.sql(sql).param("id", id.value());
    }
}
