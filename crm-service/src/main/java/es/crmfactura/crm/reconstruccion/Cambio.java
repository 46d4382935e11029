package es.crmfactura.crm.reconstruccion;

import es.crmfactura.crm.clientes.IdentificacionDeClientes;
import es.crmfactura.crm.reconstruccion.Reconstrucciones.EnCurso;
import es.crmfactura.eventos.ClienteFacturado;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts the shadow in the place of what is shown, once it is whole: writes the rows that differ and leaves the others alone.
 * While it does, events wait.
 */
@Component
class Cambio {

    private static final Logger log = LoggerFactory.getLogger(Cambio.class);
    private static final int LOTE = 500;
    private static final Duration PACIENCIA = Duration.ofMinutes(15);

    /** What is left of an invoice, if its row is not there, is where its actividades are. */
    private static final String POR_SUS_ACTIVIDADES = """
            update sombra_factura s set cliente_id = a.cliente_id
            from (
              select distinct on (f.factura_id) f.factura_id, a.cliente_id
              from factura_reconstruida f
              join sombra_evento e on e.factura_id = f.factura_id
              join actividad a on a.id = e.evento_id and a.origen = 'evento'
              where f.cliente_id is null
              order by f.factura_id, a.id) a
            where a.factura_id = s.factura_id""";

    private static final String SIN_CLIENTE = """
            select f.factura_id, q.crm_id, q.nombre, q.email, q.cif_nif
            from factura_reconstruida f join sombra_facturado q on q.factura_id = f.factura_id
            where f.cliente_id is null
            order by f.factura_id
            limit :lote""";

    private final JdbcClient jdbc;
    private final JdbcOperations statements;
    private final Reconstrucciones reconstrucciones;
    private final IdentificacionDeClientes identificacion;

    Cambio(
            JdbcClient jdbc,
            JdbcOperations statements,
            Reconstrucciones reconstrucciones,
            IdentificacionDeClientes identificacion) {
        this.jdbc = jdbc;
        this.statements = statements;
        this.reconstrucciones = reconstrucciones;
        this.identificacion = identificacion;
    }

    /** Or asks again, for what is missing. */
    @Transactional
    void intentar() {
        reconstrucciones.pararEventos();
        reconstrucciones.enCurso().filter(EnCurso::respondida).ifPresent(enCurso -> {
            List<UUID> faltan = reconstrucciones.faltan();
            if (faltan.isEmpty()) {
                cambiar(enCurso);
            } else {
                reconstrucciones.pedirDeNuevo(enCurso.id(), faltan);
            }
        });
    }

    private void cambiar(EnCurso enCurso) {
        long begun = System.nanoTime();
        // with millions of rows a statement takes longer than one that somebody waits for may
        statements.execute((ConnectionCallback<Boolean>) connection -> {
            connection.setNetworkTimeout(Runnable::run, (int) PACIENCIA.toMillis());
            return true;
        });
        jdbc.sql(POR_SUS_ACTIVIDADES).update();
        while (identificarLote()) {
            // until everybody is known
        }
        jdbc.sql("select comparar_con_la_sombra(:publica)")
                .param("publica", enCurso.publica())
                .query(row -> {});
        jdbc.sql("select poner_la_sombra()").query(row -> {});
        reconstrucciones.terminar(enCurso.id());
        jdbc.sql("select vaciar_sombra()").query(row -> {});
        log.info(
                "has put right what differed from {}, in {} ms",
                enCurso.publica(),
                (System.nanoTime() - begun) / 1_000_000);
    }

    /** @return whether there was anybody to identify */
    private boolean identificarLote() {
        Map<UUID, ClienteFacturado> facturados = new LinkedHashMap<>();
        jdbc.sql(SIN_CLIENTE).param("lote", LOTE).query(row -> {
            facturados.put(
                    row.getObject("factura_id", UUID.class),
                    new ClienteFacturado(
                            row.getObject("crm_id", UUID.class),
                            row.getString("nombre"),
                            row.getString("email"),
                            row.getString("cif_nif")));
        });
        if (facturados.isEmpty()) {
            return false;
        }
        Map<UUID, UUID> clientes = identificacion.identificar(facturados);
        jdbc.sql("""
                        update sombra_factura s set cliente_id = i.cliente_id
                        from unnest(cast(:facturas as uuid[]), cast(:clientes as uuid[])) i (factura_id, cliente_id)
                        where s.factura_id = i.factura_id""")
                .param("facturas", clientes.keySet().toArray(UUID[]::new))
                .param("clientes", clientes.values().toArray(UUID[]::new))
                .update();
        // the others are those of somebody who was erased
        facturados.keySet().removeAll(clientes.keySet());
        jdbc.sql("delete from sombra_factura where factura_id = any (:facturas)")
                .param("facturas", facturados.keySet().toArray(UUID[]::new))
                .update();
        return true;
    }
}
