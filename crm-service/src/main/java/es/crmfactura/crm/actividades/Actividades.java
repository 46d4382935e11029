package es.crmfactura.crm.actividades;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.crm.clientes.Actividad;
import es.crmfactura.crm.clientes.ClienteDesconocido;
import es.crmfactura.crm.clientes.ClienteId;
import es.crmfactura.web.Precondicion;
import java.sql.Types;
import java.time.Clock;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** All actividades. What people write they may correct; what billing told stays as it was told. */
@Component
class Actividades {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    /** The lock keeps the client from vanishing until the actividad is there, and vanishing with it afterwards. */
    private static final String ANOTAR = """
            insert into actividad (id, cliente_id, tipo, titulo, descripcion, fecha, completada, responsable, notas, origen,
              fecha_creacion)
            select :id, id, :tipo, :titulo, :descripcion, cast(:fecha as timestamptz), :completada, :responsable, :notas,
              'manual', cast(:ahora as timestamptz)
            from cliente where id = :cliente for key share
            returning to_json(actividad)""";

    private static final String CORREGIR = """
            update actividad
            set tipo = :tipo, titulo = :titulo, descripcion = :descripcion, fecha = cast(:fecha as timestamptz),
              completada = :completada, responsable = :responsable, notas = :notas, version = version + 1
            where id = :id
            returning to_json(actividad)""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Actividades(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @throws ClienteDesconocido if there is no such client */
    @Transactional
    Actividad anotar(ClienteId cliente, NuevaActividad nueva) {
        return conDatos(jdbc.sql(ANOTAR), nueva)
                .param("id", IDS.generate())
                .param("cliente", cliente.value())
                .param("ahora", clock.instant().toString())
                .query(String.class)
                .optional()
                .map(this::actividad)
                .orElseThrow(ClienteDesconocido::new);
    }

    /** @throws ActividadDesconocida if there is none with this id */
    Actividad conId(ActividadId id) {
        return leer("select to_json(a) from actividad a where id = :id", id);
    }

    /**
     * Leaves it alone if the change makes it nothing else.
     *
     * @throws ActividadDesconocida if there is none with this id
     * @throws ActividadInmutable if an event of billing has brought it
     */
    @Transactional
    Actividad corregir(ActividadId id, Precondicion precondicion, UnaryOperator<NuevaActividad> cambio) {
        Actividad actual = paraCambiar(id, precondicion);
        NuevaActividad nueva = cambio.apply(NuevaActividad.de(actual));
        if (nueva.equals(NuevaActividad.de(actual))) {
            return actual;
        }
        return actividad(conDatos(jdbc.sql(CORREGIR), nueva)
                .param("id", actual.id())
                .query(String.class)
                .single());
    }

    /**
     * @throws ActividadDesconocida if there is none with this id
     * @throws ActividadInmutable if an event of billing has brought it
     */
    @Transactional
    void eliminar(ActividadId id, Precondicion precondicion) {
        Actividad actual = paraCambiar(id, precondicion);
        jdbc.sql("delete from actividad where id = :id")
                .param("id", actual.id())
                .update();
    }

    private Actividad paraCambiar(ActividadId id, Precondicion precondicion) {
        Actividad actual = leer("select to_json(a) from actividad a where id = :id for update", id);
        if (actual.origen() == Actividad.Origen.evento) {
            throw new ActividadInmutable();
        }
        precondicion.comprobar(actual.version());
        return actual;
    }

    private Actividad leer(String sql, ActividadId id) {
        return jdbc.sql(sql)
                .param("id", id.value())
                .query(String.class)
                .optional()
                .map(this::actividad)
                .orElseThrow(ActividadDesconocida::new);
    }

    private JdbcClient.StatementSpec conDatos(JdbcClient.StatementSpec sentencia, NuevaActividad nueva) {
        return sentencia
                .param("tipo", Objects.requireNonNull(nueva.tipo()).name())
                .param("titulo", Objects.requireNonNull(nueva.titulo()).strip())
                .param("descripcion", nueva.descripcion(), Types.VARCHAR)
                .param(
                        "fecha",
                        Objects.requireNonNullElseGet(nueva.fecha(), clock::instant)
                                .toString())
                .param("completada", Boolean.TRUE.equals(nueva.completada()))
                .param("responsable", nueva.responsable(), Types.VARCHAR)
                .param("notas", nueva.notas(), Types.VARCHAR);
    }

    private Actividad actividad(String fila) {
        return json.readValue(fila, Actividad.class);
    }
}
