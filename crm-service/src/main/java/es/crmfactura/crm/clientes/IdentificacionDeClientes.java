package es.crmfactura.crm.clientes;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.eventos.ClienteActualizado;
import es.crmfactura.eventos.ClienteCreado;
import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.eventos.DatosCliente;
import es.crmfactura.messaging.EventLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds out which of our clients were invoiced, many at a time, and takes in those whom we did not know. */
@Component
public class IdentificacionDeClientes {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    /**
     * In the order in which it is believed; a merged client goes by the id of who stayed. Nobody is looked for further once
     * found, and by index alone: the planner would rather join with all clients, and is not shown how many are asked for, as it
     * would plan anew for each message.
     */
    private static final String BUSCAR = """
            select pedido.factura_id,
              coalesce(
                conocida.cliente_id,
                (select c.id from cliente c where c.id = coalesce(
                  (select f.destino_id from cliente_fusionado f where f.id = pedido.crm_id), pedido.crm_id)),
                (select c.id from cliente c where c.cif_nif = pedido.cif_nif),
                (select c.id from cliente c where lower(c.email) = lower(pedido.email))) as cliente_id,
              conocida.factura_id is not null as factura_conocida,
              exists (select from id_suprimido s where s.id in (pedido.factura_id, pedido.crm_id)) as suprimido
            from unnest((select cast(:facturas as uuid[])), cast(:crm_ids as uuid[]), cast(:cif_nifs as text[]),
                cast(:emails as text[]))
              as pedido (factura_id, crm_id, cif_nif, email)
            left join factura_conocida conocida on conocida.factura_id = pedido.factura_id""";

    /** Who is twice among them, or has been taken in by somebody else just now, comes back only once or not at all. */
    private static final String CREAR = """
            insert into cliente (id, nombre_completo, tipo_cliente, email, cif_nif, estado, credito_disponible,
              fecha_creacion, fecha_actualizacion, version)
            select id, nombre, 'empresa', email, cif_nif, 'activo', 0, cast(:ahora as timestamptz), cast(:ahora as timestamptz), 0
            from unnest(cast(:ids as uuid[]), cast(:nombres as text[]), cast(:cif_nifs as text[]), cast(:emails as text[]))
              as nuevo (id, nombre, cif_nif, email)
            on conflict do nothing
            returning id""";

    private static final String NUEVA_VERSION = """
            update cliente set version = version + 1 where id = :id
            returning nombre_completo, razon_social, tipo_cliente, email, cif_nif, estado, version""";

    private final JdbcClient jdbc;
    private final EventLog eventos;
    private final Clock clock;

    IdentificacionDeClientes(JdbcClient jdbc, EventLog eventos, Clock clock) {
        this.jdbc = jdbc;
        this.eventos = eventos;
        this.clock = clock;
    }

    /**
     * By the invoice if we know it already, else by the CRM's id, by cif_nif, by email; else a new client. Where billing did
     * not know the id, it is told with the invoice.
     *
     * @param facturados who was invoiced, by invoice
     * @return the client's id, by invoice; one for each but for those of somebody who was erased, and must not come back
     */
    public Map<UUID, UUID> identificar(Map<UUID, ClienteFacturado> facturados) {
        var identificados = new HashMap<UUID, UUID>();
        Map<UUID, Facturado> todos = new LinkedHashMap<>();
        facturados.forEach((factura, cliente) -> todos.put(factura, Facturado.of(factura, cliente)));
        Map<UUID, Facturado> nuevos = buscar(todos, identificados);
        if (!nuevos.isEmpty()) {
            crear(nuevos, identificados);
        }
        if (!nuevos.isEmpty() && !buscar(nuevos, identificados).isEmpty()) {
            throw new IllegalStateException("some clients could neither be found nor created");
        }
        return identificados;
    }

    /**
     * Notes who is there, and tells billing who it was where it did not know.
     *
     * @return those who are not there
     */
    private Map<UUID, Facturado> buscar(Map<UUID, Facturado> facturados, Map<UUID, UUID> identificados) {
        Map<UUID, Facturado> desconocidos = new LinkedHashMap<>();
        for (Encontrado encontrado : buscar(facturados.values())) {
            Facturado facturado = Objects.requireNonNull(facturados.get(encontrado.facturaId()));
            if (encontrado.suprimido()) {
                continue;
            }
            UUID cliente = encontrado.clienteId();
            if (cliente == null) {
                desconocidos.put(facturado.facturaId(), facturado);
                continue;
            }
            identificados.put(facturado.facturaId(), cliente);
            if (!encontrado.facturaConocida() && !cliente.equals(facturado.crmId())) {
                responder(facturado, cliente);
            }
        }
        return desconocidos;
    }

    private record Encontrado(UUID facturaId, @Nullable UUID clienteId, boolean facturaConocida, boolean suprimido) {}

    private List<Encontrado> buscar(Collection<Facturado> facturados) {
        return jdbc.sql(BUSCAR)
                .param("facturas", facturados.stream().map(Facturado::facturaId).toArray(UUID[]::new))
                .param("crm_ids", facturados.stream().map(Facturado::crmId).toArray(UUID[]::new))
                .param("cif_nifs", facturados.stream().map(Facturado::cifNif).toArray(String[]::new))
                .param("emails", facturados.stream().map(Facturado::email).toArray(String[]::new))
                .query((row, number) -> new Encontrado(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getBoolean(3),
                        row.getBoolean(4)))
                .list();
    }

    private void responder(Facturado facturado, UUID cliente) {
        jdbc.sql(NUEVA_VERSION).param("id", cliente).query(row -> {
            var evento = new ClienteActualizado(cliente, datos(row), facturado.facturaId());
            eventos.append(evento, cliente, row.getLong("version"));
        });
    }

    private static DatosCliente datos(ResultSet row) throws SQLException {
        return new DatosCliente(
                row.getString("nombre_completo"),
                row.getString("razon_social"),
                row.getString("tipo_cliente"),
                row.getString("email"),
                row.getString("cif_nif"),
                row.getString("estado"));
    }

    /** Those who could be created are identified, and no longer among {@code nuevos}. */
    private void crear(Map<UUID, Facturado> nuevos, Map<UUID, UUID> identificados) {
        List<Facturado> todos = List.copyOf(nuevos.values());
        Set<UUID> ids = jdbc.sql(CREAR)
                .param("ids", todos.stream().map(Facturado::idSiEsNuevo).toArray(UUID[]::new))
                .param("nombres", todos.stream().map(Facturado::nombre).toArray(String[]::new))
                .param("cif_nifs", todos.stream().map(Facturado::cifNif).toArray(String[]::new))
                .param("emails", todos.stream().map(Facturado::email).toArray(String[]::new))
                .param("ahora", clock.instant().toString())
                .query(UUID.class)
                .set();
        todos.stream().filter(nuevo -> ids.contains(nuevo.idSiEsNuevo())).forEach(nuevo -> {
            eventos.append(nuevo.creado(), nuevo.idSiEsNuevo(), 0);
            identificados.put(nuevo.facturaId(), nuevo.idSiEsNuevo());
            nuevos.remove(nuevo.facturaId());
        });
    }

    private record Facturado(
            UUID facturaId,
            UUID idSiEsNuevo,
            @Nullable UUID crmId,
            String nombre,
            @Nullable String email,
            @Nullable String cifNif) {

        static Facturado of(UUID facturaId, ClienteFacturado cliente) {
            String email = cliente.email();
            return new Facturado(
                    facturaId,
                    IDS.generate(),
                    cliente.crmId(),
                    cliente.nombreCompleto(),
                    email == null || email.isBlank() ? null : email.strip(),
                    CifNif.normalized(cliente.cifNif()));
        }

        ClienteCreado creado() {
            var datos = new DatosCliente(nombre, null, "empresa", email, cifNif, "activo");
            return new ClienteCreado(idSiEsNuevo, datos, facturaId);
        }
    }
}
