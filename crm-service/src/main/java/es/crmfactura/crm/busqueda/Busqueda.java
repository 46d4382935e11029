package es.crmfactura.crm.busqueda;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks for clients who have all the words. What very many have is looked for among those who changed last, all else by its
 * trigrams, and what nobody has is taken for mistyped.
 */
@Component
public class Busqueda {

    /** Nobody reads more. */
    private static final int MAXIMO = 200;

    /** Up to so many clients everybody is looked at. */
    private static final int MUCHOS = 100_000;

    private static final String ENTRE_LOS_RECIENTES =
            "(select * from cliente order by fecha_actualizacion desc, id desc limit 10000)";
    private static final String ENTRE_TODOS = "cliente";

    /** If a thirtieth of the latest 2,000 have them, so many of all may that the index would take long to list them. */
    private static final String ABUNDAN = """
            select (select reltuples from pg_class where oid = cast('cliente' as regclass)) > :muchos
              and (select count(*) from (
                select from (select * from cliente order by fecha_actualizacion desc, id desc limit 2000) c
                where %s
                limit 66) muestra) = 66""";

    /**
     * The planner takes a word for frequent that another makes rare, and would read all clients to find out. A plan for any
     * words would make their patterns anew for each client.
     */
    private static final String PREPARAR = """
            select set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true),
              set_config('pg_trgm.similarity_threshold', '0.25', true)""";

    /** Whose name begins so has the words too, and is among them in any case, however many others there are. */
    private static final String MEJORES = """
            with buscado as (select sin_acentos(:texto) as texto),
            candidato as (
              (select c.id, c.nombre_completo, c.razon_social, c.email, c.cif_nif, c.fecha_actualizacion
               from %s c
               where %s
               limit :maximo)
              union
              (select c.id, c.nombre_completo, c.razon_social, c.email, c.cif_nif, c.fecha_actualizacion
               from cliente c
               where sin_acentos(c.nombre_completo) like sin_comodines(sin_acentos(:texto)) || '%%' and %s
               order by sin_acentos(c.nombre_completo) using ~<~
               limit 100))
            select c.id
            from candidato c, buscado, sin_acentos(c.nombre_completo) nombre,
              sin_acentos(coalesce(c.razon_social, '')) razon
            order by
              case
                when buscado.texto in (lower(c.email), lower(c.cif_nif)) then 0
                when buscado.texto in (nombre, razon) then 1
                when starts_with(nombre, buscado.texto) or starts_with(razon, buscado.texto) then 2
                else 3
              end,
              similarity(nombre || ' ' || razon, buscado.texto) desc, c.fecha_actualizacion desc, c.id desc
            limit :maximo""";

    /** The words with the fewest mistakes; letters that changed places are one. */
    private static final String PARECIDAS = """
            with parecida as (
              select distinct palabra, similarity(palabra, t) as parecido, length(t) as letras,
                case
                  when array(select unnest(string_to_array(palabra, null)) order by 1)
                    = array(select unnest(string_to_array(t, null)) order by 1)
                  then least(levenshtein_less_equal(palabra, t, 2), 1)
                  else levenshtein_less_equal(palabra, t, 2)
                end as faltas
              from sin_acentos(:termino) t, palabra
              where palabra % t)
            select palabra
            from (
              select palabra, parecido, rank() over (order by faltas) as puesto
              from parecida
              where faltas <= case when letras < 5 then 1 else 2 end) p
            where puesto = 1
            order by parecido desc, palabra
            limit 3""";

    private final JdbcClient jdbc;
    private final TransactionOperations transaccion;

    Busqueda(JdbcClient jdbc, TransactionOperations transaccion) {
        this.jdbc = jdbc;
        this.transaccion = transaccion;
    }

    /** @param texto in any case, with or without accents; words in any order */
    public Hallazgos buscar(String texto, Condicion condicion) {
        Terminos terminos = Terminos.de(texto);
        return terminos.vacio()
                ? new Hallazgos(List.of(), true)
                : transaccion.execute(status -> buscar(terminos, condicion));
    }

    private Hallazgos buscar(Terminos terminos, Condicion condicion) {
        jdbc.sql(PREPARAR).query().singleRow();
        Hallazgos hallazgos = tienen(terminos, condicion);
        return hallazgos.clientes().isEmpty() ? tienen(corregidos(terminos), condicion) : hallazgos;
    }

    private Hallazgos tienen(Terminos terminos, Condicion condicion) {
        if (abundan(terminos, condicion)) {
            List<UUID> recientes = mejores(ENTRE_LOS_RECIENTES, terminos, condicion);
            if (recientes.size() == MAXIMO) {
                return new Hallazgos(recientes, false);
            }
        }
        List<UUID> todos = mejores(ENTRE_TODOS, terminos, condicion);
        return new Hallazgos(todos, todos.size() < MAXIMO);
    }

    private boolean abundan(Terminos terminos, Condicion condicion) {
        String tiene = tiene(terminos, condicion);
        return con(terminos, condicion, jdbc.sql(ABUNDAN.formatted(tiene)))
                .param("muchos", MUCHOS)
                .query(Boolean.class)
                .single();
    }

    private List<UUID> mejores(String donde, Terminos terminos, Condicion condicion) {
        String mejores = MEJORES.formatted(donde, tiene(terminos, condicion), condicion.sql());
        return con(terminos, condicion, jdbc.sql(mejores))
                .param("texto", terminos.texto())
                .param("maximo", MAXIMO)
                .query(UUID.class)
                .list();
    }

    private static String tiene(Terminos terminos, Condicion condicion) {
        List<List<String>> alternativas = terminos.alternativas();
        return IntStream.range(0, alternativas.size())
                        .mapToObj(i ->
                                alternativas.size() == 1 || alternativas.get(i).size() == 1
                                        ? "c.busqueda like any (patrones(cast(:termino%d as text[])))".formatted(i)
                                        : "c.busqueda ~ expresion(cast(:termino%d as text[]))".formatted(i))
                        .collect(Collectors.joining(" and "))
                + " and " + condicion.sql();
    }

    private static JdbcClient.StatementSpec con(
            Terminos terminos, Condicion condicion, JdbcClient.StatementSpec consulta) {
        consulta.params(condicion.parametros());
        for (int i = 0; i < terminos.alternativas().size(); i++) {
            consulta.param("termino" + i, terminos.alternativas().get(i).toArray(String[]::new));
        }
        return consulta;
    }

    private Terminos corregidos(Terminos terminos) {
        return new Terminos(
                terminos.alternativas().stream().map(this::corregido).toList());
    }

    private List<String> corregido(List<String> escrituras) {
        List<String> parecidas = jdbc.sql(PARECIDAS)
                .param("termino", escrituras.get(0))
                .query(String.class)
                .list();
        return parecidas.isEmpty() ? escrituras : parecidas;
    }
}
