package es.crmfactura.crm.oportunidades;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.crm.clientes.ClienteDesconocido;
import es.crmfactura.crm.clientes.ClienteId;
import es.crmfactura.crm.clientes.Oportunidad;
import java.sql.Types;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** All oportunidades, to change them; to answer questions there is {@link OportunidadesReadModel}. */
@Component
class Oportunidades {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private static final String DATOS = """
            titulo, descripcion, estado, valor_estimado, probabilidad_cierre, fecha_cierre_esperada, productos, responsable,
            motivo_perdida, notas""";

    /** The JSON names of the data are the columns'. */
    private static final String ENVIADOS =
            "(select " + DATOS + " from jsonb_populate_record(cast(null as oportunidad), cast(:datos as jsonb)))";

    /** The lock keeps the client from vanishing until the oportunidad is there, and vanishing with it afterwards. */
    private static final String CREAR = """
            with nueva as (
              insert into oportunidad (id, cliente_id, fecha_creacion, fecha_actualizacion, fecha_cierre, version, %s)
              select :id, c.id, cast(:ahora as timestamptz), cast(:ahora as timestamptz), cast(:cierre as timestamptz), 0, d.*
              from cliente c, %s d
              where c.id = :cliente
              for key share of c
              returning *)
            select to_json(o)
            from (select n.*, c.nombre_completo as cliente_nombre from nueva n join cliente c on c.id = n.cliente_id) o""".formatted(DATOS, ENVIADOS);

    private static final String BLOQUEAR = """
            select to_json(o)
            from (select o.*, c.nombre_completo as cliente_nombre
                  from oportunidad o join cliente c on c.id = o.cliente_id
                  where o.id = :id
                  for update of o) o""";

    private static final String GUARDAR = """
            update oportunidad
            set (%s) = %s, fecha_cierre = cast(:cierre as timestamptz), version = version + 1,
              fecha_actualizacion = greatest(fecha_actualizacion, cast(:ahora as timestamptz))
            where id = :id""".formatted(DATOS, ENVIADOS);

    private static final String ENTREGAR = """
            update oportunidad
            set fecha_facturacion = cast(:ahora as timestamptz), version = version + 1,
              fecha_actualizacion = greatest(fecha_actualizacion, cast(:ahora as timestamptz))
            where id = :id""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Oportunidades(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * @throws ClienteDesconocido if there is no such client
     * @throws es.crmfactura.web.CamposInvalidos if the productos can't be kept
     */
    Oportunidad crear(ClienteId cliente, DatosDeOportunidad datos, Instant ahora) {
        return escribir(CREAR, IDS.generate(), datos, datos.estado().abierta() ? null : ahora, ahora)
                .param("cliente", cliente.value())
                .query(String.class)
                .optional()
                .map(this::oportunidad)
                .orElseThrow(ClienteDesconocido::new);
    }

    /**
     * Locked until the end of the transaction.
     *
     * @throws OportunidadDesconocida if there is no such oportunidad
     */
    Oportunidad bloquear(OportunidadId id) {
        return jdbc.sql(BLOQUEAR)
                .param("id", id.value())
                .query(String.class)
                .optional()
                .map(this::oportunidad)
                .orElseThrow(OportunidadDesconocida::new);
    }

    /** @param antes as it was, locked */
    void guardar(Oportunidad antes, DatosDeOportunidad datos, Instant ahora) {
        escribir(GUARDAR, antes.id(), datos, cierre(antes, datos, ahora), ahora).update();
    }

    private static @Nullable Instant cierre(Oportunidad antes, DatosDeOportunidad datos, Instant ahora) {
        if (datos.estado().abierta()) {
            return null;
        }
        return datos.estado() == antes.estado() ? antes.fechaCierre() : ahora;
    }

    void entregar(OportunidadId id, Instant ahora) {
        jdbc.sql(ENTREGAR)
                .param("id", id.value())
                .param("ahora", ahora.toString())
                .update();
    }

    void eliminar(OportunidadId id) {
        jdbc.sql("delete from oportunidad where id = :id")
                .param("id", id.value())
                .update();
    }

    private JdbcClient.StatementSpec escribir(
            String sql, UUID id, DatosDeOportunidad datos, @Nullable Instant cierre, Instant ahora) {
        Productos.comprobar(datos.productos());
        return jdbc.sql(sql)
                .param("id", id)
                .param("datos", json.writeValueAsString(datos))
                .param("cierre", Objects.toString(cierre, null), Types.VARCHAR)
                .param("ahora", ahora.toString());
    }

    private Oportunidad oportunidad(String fila) {
        return json.readValue(fila, Oportunidad.class);
    }
}
