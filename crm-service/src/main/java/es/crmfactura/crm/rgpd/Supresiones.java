package es.crmfactura.crm.rgpd;

import es.crmfactura.crm.clientes.ClienteDesconocido;
import es.crmfactura.crm.clientes.ClienteId;
import es.crmfactura.crm.clientes.GestionDeClientes;
import es.crmfactura.crm.rgpd.Certificado.Suprimido;
import es.crmfactura.web.Precondicion;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Erases a client: its own rows, and what is kept of it elsewhere. Either all of it is gone or nothing is. */
@Service
class Supresiones {

    /** What belongs to a client waits for this lock, and so do its oportunidades when they are handed over. */
    private static final String BLOQUEAR = """
            with suyo as (select id from cliente where id = :id for update),
                 suyas as (select o.id from oportunidad o join suyo on suyo.id = o.cliente_id for update of o)
            select (select count(*) from suyo) + 0 * (select count(*) from suyas)""";

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

    private static final String RASTROS = "select * from suprimir_rastros(:id)";

    private static final String ANOTAR =
            "insert into supresion (cliente_id, fecha, motivo) values (:id, cast(:fecha as timestamptz), :motivo)";

    private final JdbcClient jdbc;
    private final GestionDeClientes clientes;
    private final Clock clock;

    Supresiones(JdbcClient jdbc, GestionDeClientes clientes, Clock clock) {
        this.jdbc = jdbc;
        this.clientes = clientes;
        this.clock = clock;
    }

    /** @throws SupresionAplazada if it has to wait */
    @Transactional
    Certificado suprimir(ClienteId id, String motivo, Precondicion precondicion) {
        if (de(BLOQUEAR, id).query(Long.class).single() == 0) {
            throw new ClienteDesconocido();
        }
        comprobarQueNadaEstaEnCurso(id);
        Instant fecha = clock.instant();
        anotar(id, motivo, fecha);
        List<Suprimido> propio = contar(PROPIO, id);
        List<Suprimido> rastros = contar(RASTROS, id);
        clientes.eliminar(id, precondicion);
        List<Suprimido> suprimido =
                Stream.concat(propio.stream(), rastros.stream()).toList();
        return new Certificado(id.value(), fecha, motivo, suprimido, Certificado.CONSERVADO);
    }

    private void comprobarQueNadaEstaEnCurso(ClienteId id) {
        if (jdbc.sql(IMPORTANDO).query(Boolean.class).single()) {
            throw SupresionAplazada.porImportacion();
        }
        if (de(POR_ENTREGAR, id).query(Boolean.class).single()) {
            throw SupresionAplazada.porEntrega();
        }
    }

    private void anotar(ClienteId id, String motivo, Instant fecha) {
        de(ANOTAR, id).param("fecha", fecha.toString()).param("motivo", motivo).update();
    }

    private List<Suprimido> contar(String sql, ClienteId id) {
        return de(sql, id).query(Suprimido.class).list();
    }

    private JdbcClient.StatementSpec de(String sql, ClienteId id) {
        return jdbc.sql(sql).param("id", id.value());
    }
}
