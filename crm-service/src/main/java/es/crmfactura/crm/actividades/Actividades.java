package es.crmfactura.crm.actividades;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.crm.clientes.Actividad;
import es.crmfactura.crm.clientes.ClienteDesconocido;
import es.crmfactura.crm.clientes.ClienteId;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** All actividades. Once written they stay as they are. */
@Component
public class Actividades {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    /** The lock keeps the client from vanishing until the actividad is there, and vanishing with it afterwards. */
    private static final String ANOTAR = """
            insert into actividad (id, cliente_id, tipo, titulo, descripcion, fecha, completada, responsable, notas, origen,
              fecha_creacion)
            select :id, id, :tipo, :titulo, :descripcion, cast(:fecha as timestamptz), :completada, :responsable, :notas,
              'manual', cast(:ahora as timestamptz)
            from cliente where id = :cliente for key share
            returning to_json(actividad)""";

    /** A client without actividades gives one row with null, an unknown one none. */
    private static final String DE_UN_CLIENTE = """
            select to_json(a)
            from cliente c
            left join lateral (
              select * from actividad where cliente_id = c.id order by fecha desc, id desc limit :limit) a on true
            where c.id = :cliente
            order by a.fecha desc, a.id desc""";

    private static final String REGISTRAR = """
            insert into actividad (id, cliente_id, tipo, titulo, descripcion, fecha, completada, origen,
              factura_numero, importe, fecha_creacion)
            select evento_id, cliente_id, tipo, titulo, descripcion, fecha, true, 'evento',
              factura_numero, importe, cast(:ahora as timestamptz)
            from unnest(cast(:eventos as uuid[]), cast(:clientes as uuid[]), cast(:tipos as text[]), cast(:titulos as text[]),
                cast(:descripciones as text[]), cast(:fechas as timestamptz[]),
                cast(:numeros as text[]), cast(:importes as numeric[]))
              as nueva (evento_id, cliente_id, tipo, titulo, descripcion, fecha, factura_numero, importe)""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Actividades(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @throws ClienteDesconocido if there is no such client */
    Actividad anotar(ClienteId cliente, NuevaActividad nueva) {
        Instant ahora = clock.instant();
        return jdbc.sql(ANOTAR)
                .param("id", IDS.generate())
                .param("cliente", cliente.value())
                .param("tipo", Objects.requireNonNull(nueva.tipo()).name())
                .param("titulo", Objects.requireNonNull(nueva.titulo()).strip())
                .param("descripcion", nueva.descripcion(), Types.VARCHAR)
                .param("fecha", Objects.requireNonNullElse(nueva.fecha(), ahora).toString())
                .param("completada", Boolean.TRUE.equals(nueva.completada()))
                .param("responsable", nueva.responsable(), Types.VARCHAR)
                .param("notas", nueva.notas(), Types.VARCHAR)
                .param("ahora", ahora.toString())
                .query(String.class)
                .optional()
                .map(this::actividad)
                .orElseThrow(ClienteDesconocido::new);
    }

    /**
     * Latest first.
     *
     * @throws ClienteDesconocido if there is no such client
     */
    List<Actividad> de(ClienteId cliente, int limit) {
        List<String> filas = jdbc.sql(DE_UN_CLIENTE)
                .param("cliente", cliente.value())
                .param("limit", limit)
                .query(String.class)
                .list();
        if (filas.isEmpty()) {
            throw new ClienteDesconocido();
        }
        return filas.stream().filter(Objects::nonNull).map(this::actividad).toList();
    }

    /** All in one statement, of clients that exist. */
    public void registrar(List<ActividadDeEvento> nuevas) {
        jdbc.sql(REGISTRAR)
                .param(
                        "eventos",
                        nuevas.stream().map(ActividadDeEvento::eventoId).toArray(UUID[]::new))
                .param(
                        "clientes",
                        nuevas.stream().map(ActividadDeEvento::clienteId).toArray(UUID[]::new))
                .param("tipos", textos(nuevas, ActividadDeEvento::tipo))
                .param("titulos", textos(nuevas, ActividadDeEvento::titulo))
                .param("descripciones", textos(nuevas, ActividadDeEvento::descripcion))
                .param("fechas", textos(nuevas, ActividadDeEvento::fecha))
                .param("numeros", textos(nuevas, ActividadDeEvento::facturaNumero))
                .param("importes", textos(nuevas, nueva -> nueva.importe().toPlainString()))
                .param("ahora", clock.instant().toString())
                .update();
    }

    private static String[] textos(List<ActividadDeEvento> nuevas, Function<ActividadDeEvento, Object> columna) {
        return nuevas.stream().map(columna).map(Object::toString).toArray(String[]::new);
    }

    private Actividad actividad(String fila) {
        return json.readValue(fila, Actividad.class);
    }
}
