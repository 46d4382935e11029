package es.crmfactura.crm.campos;

import es.crmfactura.web.MergePatch;
import es.crmfactura.web.Precondicion;
import java.sql.Types;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Defines fields, changes them and lets them go. */
@Service
class GestionDeCampos {

    private static final int MAXIMO = 100;

    /** Two that come at once would both see one less than there may be. */
    private static final String POR_TURNO =
            "select pg_advisory_xact_lock(hashtextextended('campo:' || current_schema(), 0))";

    private static final String DEFINIR = """
            insert into campo (nombre, etiqueta, tipo, opciones) values (:nombre, :etiqueta, :tipo, :opciones)
            on conflict do nothing""";

    private static final String CAMBIAR = """
            update campo set etiqueta = :etiqueta, opciones = :opciones, version = version + 1 where nombre = :nombre""";

    private static final String UNO = "select to_json(c) from campo c where c.nombre = :nombre";

    private static final String CON_OPCIONES = """
            select count(*)
            from unnest(cast(:opciones as text[])) as o (opcion)
            join cliente c on c.campos @> jsonb_build_object(cast(:nombre as text), o.opcion)""";

    private static final String CON_VALOR = """
            select count(*) from cliente where campos -> cast(:nombre as text) is not null""";

    /** In the order of their ids, so that two fields can go at once. */
    private static final String BORRAR_VALORES = """
            with suyo as (
              select id from cliente where campos -> cast(:nombre as text) is not null order by id for update)
            update cliente c set campos = c.campos - cast(:nombre as text), version = c.version + 1
            from suyo
            where c.id = suyo.id""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final MergePatch mergePatch;

    GestionDeCampos(JdbcClient jdbc, JsonMapper json, MergePatch mergePatch) {
        this.jdbc = jdbc;
        this.json = json;
        this.mergePatch = mergePatch;
    }

    /** @throws CampoDuplicado or DemasiadosCampos if there is no place for it */
    @Transactional
    Campo definir(DatosDeCampo datos) {
        jdbc.sql(POR_TURNO).query().singleRow();
        if (jdbc.sql("select count(*) from campo").query(Long.class).single() >= MAXIMO) {
            throw new DemasiadosCampos(MAXIMO);
        }
        String nombre = Objects.requireNonNull(datos.nombre());
        if (escribir(DEFINIR, datos) == 0) {
            throw new CampoDuplicado(nombre);
        }
        return conNombre(nombre);
    }

    Campo conNombre(String nombre) {
        return leer(UNO, nombre);
    }

    @Transactional
    Campo cambiar(String nombre, ObjectNode cambios, Precondicion precondicion) {
        Campo antes = bloqueado(nombre);
        precondicion.comprobar(antes.version());
        DatosDeCampo datos = mergePatch.apply(antes.datos(), cambios).comprobadosTras(antes);
        comprobarQueNadieLasTiene(nombre, quitadas(antes, datos));
        escribir(CAMBIAR, datos);
        return conNombre(nombre);
    }

    private static List<String> quitadas(Campo antes, DatosDeCampo datos) {
        List<String> tenia = Objects.requireNonNullElse(antes.opciones(), List.of());
        return tenia.stream()
                .filter(opcion -> datos.opciones() == null || !datos.opciones().contains(opcion))
                .toList();
    }

    private void comprobarQueNadieLasTiene(String nombre, List<String> opciones) {
        long clientes = jdbc.sql(CON_OPCIONES)
                .param("nombre", nombre)
                .param("opciones", opciones.toArray(String[]::new))
                .query(Long.class)
                .single();
        if (clientes > 0) {
            throw CampoEnUso.porSusOpciones(opciones, clientes);
        }
    }

    /** With what clients have in it only if that is what is wanted. */
    @Transactional
    void eliminar(String nombre, boolean borrarValores, Precondicion precondicion) {
        precondicion.comprobar(bloqueado(nombre).version());
        long clientes =
                jdbc.sql(CON_VALOR).param("nombre", nombre).query(Long.class).single();
        if (clientes > 0 && !borrarValores) {
            throw CampoEnUso.porSusValores(clientes);
        }
        jdbc.sql(BORRAR_VALORES).param("nombre", nombre).update();
        jdbc.sql("delete from campo where nombre = :nombre")
                .param("nombre", nombre)
                .update();
    }

    /** Nobody can be writing a value of it, and whoever wants to waits. */
    private Campo bloqueado(String nombre) {
        return leer(UNO + " for update", nombre);
    }

    private Campo leer(String sql, String nombre) {
        return jdbc.sql(sql)
                .param("nombre", nombre)
                .query(String.class)
                .optional()
                .map(fila -> json.readValue(fila, Campo.class))
                .orElseThrow(CampoDesconocido::new);
    }

    private int escribir(String sql, DatosDeCampo datos) {
        return jdbc.sql(sql)
                .param("nombre", datos.nombre())
                .param("etiqueta", datos.etiqueta())
                .param("tipo", Objects.requireNonNull(datos.tipo()).name())
                .param("opciones", datos.listaDeOpciones(), Types.ARRAY)
                .update();
    }
}
