package es.crmfactura.crm.campos;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Which fields are defined, for those who read and write what clients have in them. */
@Component
public class CamposDefinidos {

    /** Of the names of query parameters and columns that are about one of them. */
    public static final String PREFIJO = "campo.";

    private static final String TODOS = "select to_json(c) from campo c order by c.nombre";

    /** Only a removal, of the definition or of an option of it, waits for this lock; and who writes values, for a removal. */
    private static final String BLOQUEAR = """
            select to_json(c) from campo c where c.nombre = any(:nombres) order by c.nombre for key share""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CamposDefinidos(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** By name. */
    public List<Campo> todos() {
        return leer(jdbc.sql(TODOS));
    }

    /**
     * @param preguntas values by what is asked of clients' own fields, as {@code renovacion.desde}; blank asks nothing
     * @throws FiltroDesconocido if there is no such field, or its values are others
     */
    public List<CondicionDeCampo> condiciones(Map<String, List<String>> preguntas) {
        return preguntas.isEmpty() ? List.of() : new Filtro(todos()).condiciones(preguntas);
    }

    /**
     * Those that bodies name in {@code campos}. They stay defined, with their options, until the caller's transaction ends. To
     * be called before a client is locked, as a removal locks in the same order: first the definition, then its clients.
     */
    public Definiciones bloquear(Collection<ObjectNode> cuerpos) {
        return bloquear(cuerpos.stream()
                .flatMap(cuerpo -> cuerpo.path("campos").propertyNames().stream())
                .distinct()
                .toArray(String[]::new));
    }

    /** All of them, for who only learns from a client which ones are needed. */
    public void bloquearTodos() {
        bloquear(todos().stream().map(Campo::nombre).toArray(String[]::new));
    }

    private Definiciones bloquear(String[] nombres) {
        List<Campo> campos =
                nombres.length == 0 ? List.of() : leer(jdbc.sql(BLOQUEAR).param("nombres", nombres));
        return new Definiciones(campos.stream().collect(Collectors.toMap(Campo::nombre, Function.identity())));
    }

    private List<Campo> leer(JdbcClient.StatementSpec consulta) {
        return consulta.query(String.class).list().stream()
                .map(fila -> json.readValue(fila, Campo.class))
                .toList();
    }
}
