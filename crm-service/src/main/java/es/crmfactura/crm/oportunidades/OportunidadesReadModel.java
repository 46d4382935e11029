package es.crmfactura.crm.oportunidades;

import es.crmfactura.crm.clientes.ClienteDesconocido;
import es.crmfactura.crm.clientes.ClienteId;
import es.crmfactura.crm.clientes.Oportunidad;
import es.crmfactura.crm.clientes.Oportunidad.Estado;
import es.crmfactura.web.Pagina;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Oportunidades as they are answered. */
@Component
class OportunidadesReadModel {

    private static final String POR_ID = """
            select to_json(o)
            from (select o.*, c.nombre_completo as cliente_nombre
                  from oportunidad o join cliente c on c.id = o.cliente_id
                  where o.id = :id) o""";

    /** A client without oportunidades gives one row with null, an unknown one none. */
    private static final String DE_UN_CLIENTE = """
            select to_json(o)
            from cliente c
            left join lateral (
              select o.*, c.nombre_completo as cliente_nombre
              from oportunidad o
              where o.cliente_id = c.id
                and case when cast(:estado as text) is null then o.fecha_cierre is null else o.estado = :estado end) o on true
            where c.id = :cliente
            order by o.id desc""";

    /** The page first, and then who they are of: the sort must not wait for the join. */
    private static final String PAGINA = """
            select to_json(o)
            from (select o.*, c.nombre_completo as cliente_nombre
                  from (select o.* from oportunidad o where %s order by %s limit :limit offset :skip) o
                  join cliente c on c.id = o.cliente_id
                  order by %2$s) o""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    OportunidadesReadModel(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    // constants are spelled as the API spells them
    enum Orden {
        reciente("o.fecha_actualizacion desc, o.id desc"),
        cierre("o.fecha_cierre_esperada, o.id"),
        valor("o.valor_estimado desc, o.id desc");

        private final String columnas;

        Orden(String columnas) {
            this.columnas = columnas;
        }
    }

    /**
     * Which oportunidades are asked for; null is any.
     *
     * @param desde the first day on which they are expected to close
     * @param hasta the last one
     */
    record Filtro(
            @Nullable Estado estado,
            @Nullable UUID clienteId,
            @Nullable String responsable,
            @Nullable LocalDate desde,
            @Nullable LocalDate hasta) {

        Filtro {
            responsable = responsable == null || responsable.isBlank() ? null : responsable.strip();
        }
    }

    Oportunidad conId(OportunidadId id) {
        return jdbc.sql(POR_ID)
                .param("id", id.value())
                .query(String.class)
                .optional()
                .map(this::oportunidad)
                .orElseThrow(OportunidadDesconocida::new);
    }

    /**
     * Newest first.
     *
     * @param estado null for all that are open
     * @throws ClienteDesconocido if there is no such client
     */
    List<Oportunidad> de(ClienteId cliente, @Nullable Estado estado) {
        List<String> filas = jdbc.sql(DE_UN_CLIENTE)
                .param("cliente", cliente.value())
                .param("estado", Objects.toString(estado, null), Types.VARCHAR)
                .query(String.class)
                .list();
        if (filas.isEmpty()) {
            throw new ClienteDesconocido();
        }
        return filas.stream().filter(Objects::nonNull).map(this::oportunidad).toList();
    }

    List<Oportunidad> lista(Filtro filtro, Orden orden, Pagina pagina) {
        var condiciones = condiciones(filtro);
        return jdbc
                .sql(PAGINA.formatted(condiciones.sql(), orden.columnas))
                .params(condiciones.valores())
                .param("limit", pagina.limit())
                .param("skip", pagina.skip())
                .query(String.class)
                .list()
                .stream()
                .map(this::oportunidad)
                .toList();
    }

    long total(Filtro filtro) {
        var condiciones = condiciones(filtro);
        return jdbc.sql("select count(*) from oportunidad where " + condiciones.sql())
                .params(condiciones.valores())
                .query(Long.class)
                .single();
    }

    /** Only what is asked for, so that whatever is prepared once fits an index. */
    private Condiciones condiciones(Filtro filtro) {
        String zona = clock.getZone().getId();
        var condiciones = new Condiciones(new ArrayList<>(List.of("true")), new HashMap<>());
        condiciones.anadir("estado = :estado", "estado", Objects.toString(filtro.estado(), null));
        condiciones.anadir("cliente_id = :cliente", "cliente", filtro.clienteId());
        condiciones.anadir("responsable = :responsable", "responsable", filtro.responsable());
        condiciones.anadir(
                "fecha_cierre_esperada >= cast(cast(:desde as date) as timestamp) at time zone '%s'".formatted(zona),
                "desde",
                Objects.toString(filtro.desde(), null));
        condiciones.anadir(
                "fecha_cierre_esperada < cast(cast(:hasta as date) + 1 as timestamp) at time zone '%s'".formatted(zona),
                "hasta",
                Objects.toString(filtro.hasta(), null));
        return condiciones;
    }

    private record Condiciones(List<String> textos, Map<String, Object> valores) {

        void anadir(String texto, String parametro, @Nullable Object valor) {
            if (valor != null) {
                textos.add(texto);
                valores.put(parametro, valor);
            }
        }

        String sql() {
            return String.join(" and ", textos);
        }
    }

    private Oportunidad oportunidad(String fila) {
        return json.readValue(fila, Oportunidad.class);
    }
}
