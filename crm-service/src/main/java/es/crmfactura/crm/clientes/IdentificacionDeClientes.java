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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds out which of our clients were invoiced, many at a time, and takes in those whom we did not know. */
@Component
public class IdentificacionDeClientes {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private static final String EXISTENTES = """
            select pedido.id, c.id
            from unnest(:ids) as pedido (id)
            left join cliente_fusionado f on f.id = pedido.id
            join cliente c on c.id = coalesce(f.destino_id, pedido.id)""";

    private static final String BUSCAR = """
            select f.factura_id, coalesce(por_cif_nif.id, por_email.id) as cliente_id
            from unnest(cast(:facturas as uuid[]), cast(:cif_nifs as text[]), cast(:emails as text[]))
              as f (factura_id, cif_nif, email)
            left join cliente por_cif_nif on por_cif_nif.cif_nif = f.cif_nif
            left join cliente por_email on lower(por_email.email) = lower(f.email)
            where coalesce(por_cif_nif.id, por_email.id) is not null""";

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
     * By the CRM's id, else by cif_nif, else by email; else a new client. Where billing did not know the id, it is told with
     * the invoice.
     *
     * @param facturados who was invoiced, by invoice
     * @return the client's id, by invoice; one for each
     */
    public Map<UUID, UUID> identificar(Map<UUID, ClienteFacturado> facturados) {
        List<Facturado> todos = facturados.entrySet().stream()
                .map(entry -> Facturado.of(entry.getKey(), entry.getValue()))
                .toList();
        Map<UUID, UUID> conocidos = new HashMap<>(existentes(todos));
        conocidos.putAll(buscar(sin(conocidos, todos)));
        List<Facturado> nuevos = sin(conocidos, todos);
        Map<UUID, UUID> creados = crear(nuevos);
        Map<UUID, UUID> repetidos = buscar(sin(creados, nuevos));
        responder(conocidos, todos);
        responder(repetidos, nuevos);
        var identificados = new HashMap<>(conocidos);
        identificados.putAll(creados);
        identificados.putAll(repetidos);
        return identificados;
    }

    /** Tells billing who it was, where it did not know. */
    private void responder(Map<UUID, UUID> identificados, List<Facturado> facturados) {
        for (Facturado facturado : facturados) {
            UUID cliente = identificados.get(facturado.facturaId());
            if (cliente != null && !cliente.equals(facturado.crmId())) {
                jdbc.sql(NUEVA_VERSION).param("id", cliente).query(row -> {
                    var evento = new ClienteActualizado(cliente, datos(row), facturado.facturaId());
                    eventos.append(evento, cliente, row.getLong("version"));
                });
            }
        }
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

    private static List<Facturado> sin(Map<UUID, UUID> identificados, List<Facturado> facturados) {
        return facturados.stream()
                .filter(facturado -> !identificados.containsKey(facturado.facturaId()))
                .toList();
    }

    /** Those whose id billing knows, and who are still there or were merged into somebody who is. */
    private Map<UUID, UUID> existentes(List<Facturado> facturados) {
        UUID[] crmIds = facturados.stream()
                .map(Facturado::crmId)
                .filter(Objects::nonNull)
                .distinct()
                .toArray(UUID[]::new);
        if (crmIds.length == 0) {
            return Map.of();
        }
        var existen = new HashMap<UUID, UUID>();
        jdbc.sql(EXISTENTES).param("ids", crmIds).query(row -> {
            existen.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
        });
        return facturados.stream()
                .filter(facturado -> existen.containsKey(facturado.crmId()))
                .collect(Collectors.toMap(
                        Facturado::facturaId, facturado -> Objects.requireNonNull(existen.get(facturado.crmId()))));
    }

    private Map<UUID, UUID> buscar(Collection<Facturado> facturados) {
        if (facturados.isEmpty()) {
            return Map.of();
        }
        var encontrados = new HashMap<UUID, UUID>();
        jdbc.sql(BUSCAR)
                .param("facturas", facturados.stream().map(Facturado::facturaId).toArray(UUID[]::new))
                .param("cif_nifs", facturados.stream().map(Facturado::cifNif).toArray(String[]::new))
                .param("emails", facturados.stream().map(Facturado::email).toArray(String[]::new))
                .query(row -> {
                    encontrados.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                });
        return encontrados;
    }

    private Map<UUID, UUID> crear(List<Facturado> nuevos) {
        if (nuevos.isEmpty()) {
            return Map.of();
        }
        Set<UUID> ids = jdbc.sql(CREAR)
                .param("ids", nuevos.stream().map(Facturado::idSiEsNuevo).toArray(UUID[]::new))
                .param("nombres", nuevos.stream().map(Facturado::nombre).toArray(String[]::new))
                .param("cif_nifs", nuevos.stream().map(Facturado::cifNif).toArray(String[]::new))
                .param("emails", nuevos.stream().map(Facturado::email).toArray(String[]::new))
                .param("ahora", clock.instant().toString())
                .query(UUID.class)
                .set();
        var creados = new HashMap<UUID, UUID>();
        nuevos.stream().filter(nuevo -> ids.contains(nuevo.idSiEsNuevo())).forEach(nuevo -> {
            eventos.append(nuevo.creado(), nuevo.idSiEsNuevo(), 0);
            creados.put(nuevo.facturaId(), nuevo.idSiEsNuevo());
        });
        return creados;
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
