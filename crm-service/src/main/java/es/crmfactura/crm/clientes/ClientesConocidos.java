package es.crmfactura.crm.clientes;

import es.crmfactura.crm.clientes.Cotejo.Conocido;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds clients by what names them: {@code id:} their id, or the reference with which they were imported; {@code cif_nif:};
 * {@code email:}; {@code fila:} the fingerprint of the row that made one who has none of these.
 */
@Component
class ClientesConocidos {

    /** Each arm uses an index of its own. */
    private static final String BUSCAR = """
            with clave as (
              select clave, split_part(clave, ':', 1) as clase, substr(clave, strpos(clave, ':') + 1) as valor
              from unnest(cast(:claves as text[])) as clave),
            encontrado as (
              select clave, c.id from clave
              join cliente c on c.id = case when clase = 'id' and pg_input_is_valid(valor, 'uuid') then cast(valor as uuid) end
              union all
              select clave, i.cliente_id from clave join cliente_importado i using (clave)
              union all
              select clave, c.id from clave join cliente c on c.cif_nif = valor where clase = 'cif_nif'
              union all
              select clave, c.id from clave join cliente c on lower(c.email) = lower(valor) where clase = 'email')
            select e.clave, c.id, to_json(c) as datos from encontrado e join cliente c using (id)""";

    private static final String RECORDAR = """
            insert into cliente_importado (clave, cliente_id)
            select * from unnest(cast(:claves as text[]), cast(:clientes as uuid[]))
            on conflict (clave) do nothing""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ClientesConocidos(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Of those that are given, the one that counts most first. */
    static List<String> claves(@Nullable String id, @Nullable String cifNif, @Nullable String email) {
        List<String> claves = new ArrayList<>();
        anadir(claves, "id:", id);
        anadir(claves, "cif_nif:", CifNif.normalized(cifNif));
        anadir(claves, "email:", email);
        return claves;
    }

    private static void anadir(List<String> claves, String clase, @Nullable String valor) {
        if (valor != null && !valor.isBlank()) {
            String texto = valor.strip();
            claves.add(clase + (clase.equals("cif_nif:") ? texto : texto.toLowerCase(Locale.ROOT)));
        }
    }

    static String fila(String huella) {
        return "fila:" + huella;
    }

    /** Whether the client with this id would not be found by the key unless it were remembered. */
    static boolean esAjena(String clave, UUID cliente) {
        return clave.startsWith("fila:") || clave.startsWith("id:") && !clave.equals("id:" + cliente);
    }

    /** Those who are there, by key. */
    Map<String, Conocido<DatosDeCliente>> buscar(Collection<String> claves) {
        var encontrados = new HashMap<String, Conocido<DatosDeCliente>>();
        // a plan made while there were few clients would be kept, and read them all each time
        jdbc.sql("select set_config('plan_cache_mode', 'force_custom_plan', true)")
                .query(String.class)
                .single();
        jdbc.sql(BUSCAR).param("claves", claves.toArray(String[]::new)).query(row -> {
            var datos = json.readValue(row.getString("datos"), DatosDeCliente.class);
            encontrados.put(row.getString("clave"), new Conocido<>(row.getObject("id", UUID.class), datos));
        });
        return encontrados;
    }

    /** So that a client is found again by a key that it has not got in itself. */
    void recordar(Map<String, UUID> claves) {
        if (!claves.isEmpty()) {
            jdbc.sql(RECORDAR)
                    .param("claves", claves.keySet().toArray(String[]::new))
                    .param("clientes", claves.values().toArray(UUID[]::new))
                    .update();
        }
    }
}
