package es.crmfactura.security.claves;

import es.crmfactura.web.Pagina;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Keys as they are answered. No statement here names the columns of their digests. */
class ClavesReadModel {

    private static final String CLAVE = """
            select to_json(c)
            from (select id, nombre, pista, rol, ambitos, por_segundo, creada_en, creada_por, caduca_en, anterior_hasta,
                    revocada_en, ultimo_uso
                  from clave %s) c""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ClavesReadModel(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @throws ClaveDesconocida if there is none */
    Clave conId(UUID id) {
        return una("where id = :id", id);
    }

    /** As {@link #conId}, and nobody else changes it until this transaction ends. */
    Clave bloqueada(UUID id) {
        return una("where id = :id for update", id);
    }

    private Clave una(String which, UUID id) {
        return jdbc.sql(CLAVE.formatted(which))
                .param("id", id)
                .query(String.class)
                .optional()
                .map(row -> json.readValue(row, Clave.class))
                .orElseThrow(ClaveDesconocida::new);
    }

    List<Clave> lista(Pagina pagina) {
        return jdbc
                .sql(CLAVE.formatted("order by creada_en, id limit :limit offset :skip"))
                .param("limit", pagina.limit())
                .param("skip", pagina.skip())
                .query(String.class)
                .list()
                .stream()
                .map(row -> json.readValue(row, Clave.class))
                .toList();
    }

    long total() {
        return jdbc.sql("select count(*) from clave").query(Long.class).single();
    }
}
