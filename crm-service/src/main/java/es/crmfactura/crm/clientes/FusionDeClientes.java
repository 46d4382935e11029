package es.crmfactura.crm.clientes;

import es.crmfactura.crm.campos.CamposDefinidos;
import es.crmfactura.eventos.ClienteFusionado;
import es.crmfactura.messaging.EventLog;
import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.CamposInvalidos;
import es.crmfactura.web.Precondicion;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes one client of two: all that was the one's is the other's, and whoever asks for the one is sent to the other. */
@Service
class FusionDeClientes {

    /** All that hangs on a client, with whatever tables other features have for it. */
    private static final List<String> MOVER = List.of(
            """
            delete from contacto c
            using contacto igual
            where c.cliente_id = :origen and igual.cliente_id = :destino and igual.tipo = c.tipo and igual.valor = c.valor""",
            "update contacto set cliente_id = :destino where cliente_id = :origen",
            "update actividad set cliente_id = :destino where cliente_id = :origen",
            "update oportunidad set cliente_id = :destino where cliente_id = :origen",
            "update factura_conocida set cliente_id = :destino where cliente_id = :origen",
            "update cliente_importado set cliente_id = :destino where cliente_id = :origen",
            "update cliente_fusionado set destino_id = :destino where destino_id = :origen",
            """
            insert into actividad (id, cliente_id, tipo, titulo, descripcion, fecha, completada, origen, fecha_creacion)
            select gen_random_uuid(), :destino, 'nota', 'Fusionado con ' || nombre_completo,
              concat_ws(e'\\n', razon_social, email, cif_nif, website, notas, (
                select string_agg(d.etiqueta || ': ' || v.value, e'\\n' order by d.nombre)
                from jsonb_each_text(campos) v join campo d on d.nombre = v.key)),
              cast(:ahora as timestamptz), true, 'manual', cast(:ahora as timestamptz)
            from cliente
            where id = :origen""",
            "insert into cliente_fusionado (id, destino_id, fecha) values (:origen, :destino, cast(:ahora as timestamptz))");

    private final Clientes clientes;
    private final CamposDefinidos campos;
    private final EventLog eventos;
    private final JdbcClient jdbc;
    private final Clock clock;

    FusionDeClientes(Clientes clientes, CamposDefinidos campos, EventLog eventos, JdbcClient jdbc, Clock clock) {
        this.clientes = clientes;
        this.campos = campos;
        this.eventos = eventos;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What the one who stays has not got, it gets from the other; what both have stays as it is, and can be read in an
     * actividad.
     *
     * @throws ClienteDesconocido if there is none to stay
     * @throws CamposInvalidos if there is no other
     */
    @Transactional
    void fusionar(ClienteId destino, UUID origen, Precondicion precondicion) {
        if (origen.equals(destino.value())) {
            throw invalido("es el mismo cliente");
        }
        if (destinoDe(origen).filter(destino.value()::equals).isPresent()) {
            return;
        }
        campos.bloquearTodos();
        bloquear(destino.value(), origen);
        Cliente queda = clientes.findById(destino.value()).orElseThrow(ClienteDesconocido::new);
        Cliente seVa = clientes.findById(origen).orElseThrow(() -> invalido("no es de ningún cliente"));
        precondicion.comprobar(queda.version());
        mover(seVa.id(), queda.id());
        clientes.delete(seVa);
        clientes.flush();
        eventos.append(new ClienteFusionado(seVa.id(), queda.id()), seVa.id(), seVa.version() + 1);
        completar(queda, seVa);
    }

    /** Always in the same order, so that two who merge the same clients at once don't wait for each other. */
    private void bloquear(UUID uno, UUID otro) {
        jdbc.sql("select id from cliente where id in (:uno, :otro) order by id for update")
                .param("uno", uno)
                .param("otro", otro)
                .query(UUID.class)
                .list();
    }

    private void mover(UUID origen, UUID destino) {
        for (String sentencia : MOVER) {
            jdbc.sql(sentencia)
                    .param("origen", origen)
                    .param("destino", destino)
                    .param("ahora", clock.instant().toString())
                    .update();
        }
    }

    private void completar(Cliente queda, Cliente seVa) {
        if (queda.modificar(queda.datos().completados(seVa.datos()), clock.instant())) {
            clientes.flush();
            eventos.append(queda.actualizado(), queda.id(), queda.version());
        }
    }

    /** Who stayed; empty if this one was never merged into another. */
    Optional<UUID> destinoDe(UUID id) {
        return jdbc.sql("select destino_id from cliente_fusionado where id = :id")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    private static CamposInvalidos invalido(String mensaje) {
        return new CamposInvalidos(List.of(new CampoInvalido("cliente_id", mensaje)));
    }
}
