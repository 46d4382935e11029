package es.crmfactura.crm.reconstruccion;

import es.crmfactura.web.Pagina;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How they go, or have gone. */
@Component
class ReconstruccionReadModel {

    /** The columns are named as the components of {@link Reconstruccion}, which is read from the JSON of a row. */
    private static final String VER = """
            select to_json(r) from (
              select id, estado, quien, motivo, inicio, fin, esperados,
                case when estado = 'en_curso' then (select count(*) from sombra_evento) else recibidos end as recibidos,
                fallo, diferencias
              from reconstruccion
              where %s
              order by inicio desc, id desc
              limit :limit offset :skip) r""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReconstruccionReadModel(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @throws ReconstruccionDesconocida if there is none with this id */
    Reconstruccion conId(UUID id) {
        return ver("id = :id", new Pagina(0, 1), id).stream().findFirst().orElseThrow(ReconstruccionDesconocida::new);
    }

    /** The latest first. */
    List<Reconstruccion> lista(Pagina pagina) {
        return ver("cast(:id as uuid) is null", pagina, null);
    }

    long total() {
        return jdbc.sql("select count(*) from reconstruccion").query(Long.class).single();
    }

    private List<Reconstruccion> ver(String cuales, Pagina pagina, @Nullable UUID id) {
        return jdbc
                .sql(VER.formatted(cuales))
                .param("id", id, Types.OTHER)
                .param("limit", pagina.limit())
                .param("skip", pagina.skip())
                .query(String.class)
                .list()
                .stream()
                .map(fila -> json.readValue(fila, Reconstruccion.class))
                .toList();
    }
}
