package es.crmfactura.factura.clientes;

import es.crmfactura.eventos.DatosCliente;
import es.crmfactura.web.Pagina;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The clients whom the CRM has told us about. */
@Component
public class Directorio {

    private static final String COLUMNAS =
            "select crm_id, nombre_completo, razon_social, tipo_cliente, email, cif_nif from cliente where not eliminado";

    private static final String CON_CRM_ID = """
            select p.id, c.* from unnest(?) as p (id), lateral (
              %s and crm_id = coalesce((select fusionado_con from cliente where crm_id = p.id), p.id)) c""".formatted(COLUMNAS);

    private static final String CON_SENAS = """
            select p.orden, c.* from unnest(?, ?) with ordinality as p (cif_nif, email, orden), lateral (
              %s and (cif_nif = p.cif_nif or lower(email) = lower(p.email))
              order by (cif_nif = p.cif_nif) desc nulls last limit 1) c""".formatted(COLUMNAS);

    private static final String ANOTAR = """
            insert into cliente (crm_id, version, eliminado, nombre_completo, razon_social, tipo_cliente, email, cif_nif)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (crm_id) do update
            set version = excluded.version, eliminado = excluded.eliminado, nombre_completo = excluded.nombre_completo,
              razon_social = excluded.razon_social, tipo_cliente = excluded.tipo_cliente, email = excluded.email,
              cif_nif = excluded.cif_nif
            where cliente.version < excluded.version and cliente.fusionado_con is null""";

    /** Who stayed may itself be gone by now, or have taken others in before. */
    private static final String FUSIONAR = """
            with queda as (select coalesce((select fusionado_con from cliente where crm_id = :destino), :destino) as id),
            siguen as (
              update cliente set fusionado_con = queda.id from queda
              where fusionado_con = :cliente and crm_id <> queda.id)
            insert into cliente (crm_id, version, eliminado, fusionado_con)
            select :cliente, :version, true, id from queda where id <> :cliente
            on conflict (crm_id) do update
            set version = excluded.version, eliminado = true, fusionado_con = excluded.fusionado_con, nombre_completo = null,
              razon_social = null, tipo_cliente = null, email = null, cif_nif = null
            where cliente.fusionado_con is null""";

    private static final RowMapper<ClienteDelDirectorio> CLIENTE = (row, number) -> new ClienteDelDirectorio(
            row.getObject("crm_id", UUID.class),
            row.getString("nombre_completo"),
            row.getString("razon_social"),
            row.getString("tipo_cliente"),
            row.getString("email"),
            row.getString("cif_nif"));

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate parametros;

    Directorio(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.parametros = new NamedParameterJdbcTemplate(jdbc);
    }

    /** By the id that was asked for; who stayed, if that one was merged into another. Nobody for an id that is not known. */
    public Map<UUID, ClienteDelDirectorio> conCrmId(Collection<UUID> crmIds) {
        Map<UUID, ClienteDelDirectorio> clientes = new HashMap<>();
        if (!crmIds.isEmpty()) {
            jdbc.query(
                    CON_CRM_ID,
                    row -> {
                        clientes.put(row.getObject("id", UUID.class), CLIENTE.mapRow(row, 0));
                    },
                    (Object) crmIds.toArray(UUID[]::new));
        }
        return clientes;
    }

    /** All the ids that this client has, or had before it was merged with others. */
    public Set<UUID> identidades(UUID crmId) {
        return new HashSet<>(jdbc.queryForList("""
                with queda (id) as (select coalesce((select fusionado_con from cliente where crm_id = ?), ?))
                select id from queda union all select crm_id from cliente join queda on fusionado_con = id""", UUID.class, crmId, crmId));
    }

    /** By what somebody may be known. */
    public record Senas(@Nullable String cifNif, @Nullable String email) {}

    /** Who has the tax id, else who has the email; nobody for whom neither is known. */
    public Map<Senas, ClienteDelDirectorio> con(Collection<Senas> senas) {
        List<Senas> pedidas = List.copyOf(senas);
        Map<Senas, ClienteDelDirectorio> clientes = new HashMap<>();
        if (!pedidas.isEmpty()) {
            jdbc.query(
                    CON_SENAS,
                    row -> {
                        clientes.put(pedidas.get(row.getInt("orden") - 1), CLIENTE.mapRow(row, 0));
                    },
                    pedidas.stream().map(Senas::cifNif).toArray(String[]::new),
                    pedidas.stream().map(Senas::email).toArray(String[]::new));
        }
        return clientes;
    }

    List<ClienteDelDirectorio> todos(Pagina pagina) {
        return jdbc.query(
                COLUMNAS + " order by nombre_completo, crm_id limit ? offset ?",
                CLIENTE,
                pagina.limit(),
                pagina.skip());
    }

    long total() {
        return Objects.requireNonNull(
                jdbc.queryForObject("select count(*) from cliente where not eliminado", Long.class));
    }

    /** Only what is newer than what we know counts. */
    void anotar(UUID crmId, long version, DatosCliente datos) {
        jdbc.update(
                ANOTAR,
                crmId,
                version,
                false,
                datos.nombreCompleto(),
                datos.razonSocial(),
                datos.tipoCliente(),
                datos.email(),
                datos.cifNif());
    }

    /** From now on the one is the other, whatever else is heard of it. */
    void fusionar(UUID crmId, long version, UUID destino) {
        parametros.update(FUSIONAR, Map.of("cliente", crmId, "version", version, "destino", destino));
    }

    /** Keeps nothing of the client but that it is gone. */
    void eliminar(UUID crmId, long version) {
        jdbc.update(ANOTAR, crmId, version, true, null, null, null, null, null);
    }
}
