package es.crmfactura.crm.oportunidades;

import es.crmfactura.crm.clientes.Oportunidad;
import es.crmfactura.crm.clientes.Oportunidad.Estado;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Who changed what of each oportunidad, and when: one entry for each of its versions. */
@Component
class Historial {

    /** What says nothing that the other fields would not say. */
    private static final Set<String> DERIVADOS =
            Set.of("cliente_nombre", "valor_ponderado", "fecha_cierre", "fecha_actualizacion", "version");

    private static final String ANOTAR = """
            insert into cambio_oportunidad (oportunidad_id, version, fecha, autor, estado_anterior, estado, cambios)
            values (:id, :version, cast(:fecha as timestamptz), :autor, :estado_anterior, :estado, cast(:cambios as jsonb))""";

    private static final String DE_UNA = """
            select to_json(c)
            from cambio_oportunidad c
            where oportunidad_id = :id
            order by version desc
            limit :limit""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Historial(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What one version changed. */
    @Schema(name = "CambioDeOportunidad")
    record Cambio(
            @Schema(description = "La versión que dejó", example = "3")
            long version,

            @Schema(description = "Cuándo") Instant fecha,

            @Schema(description = "Quién; nulo si no se identificó", example = "lucia") @Nullable
            String autor,

            @Schema(description = "En qué punto estaba; nulo al crearla", example = "propuesta") @Nullable
            Estado estadoAnterior,

            @Schema(description = "En qué punto quedó", example = "negociacion")
            Estado estado,

            @Schema(description = "Los campos que cambiaron")
            List<Campo> cambios) {}

    /** What happened to one field. */
    @Schema(name = "CampoCambiado")
    record Campo(
            @Schema(description = "Cuál", example = "valor_estimado")
            String campo,

            @Schema(description = "Qué había", example = "1000.00") @Nullable
            Object antes,

            @Schema(description = "Qué hay", example = "1200.00") @Nullable
            Object despues) {}

    /** @param antes null if it is new */
    void anotar(@Nullable Oportunidad antes, Oportunidad despues, @Nullable String autor) {
        jdbc.sql(ANOTAR)
                .param("id", despues.id())
                .param("version", despues.version())
                .param("fecha", despues.fechaActualizacion().toString())
                .param("autor", autor, Types.VARCHAR)
                .param("estado_anterior", antes == null ? null : antes.estado().name(), Types.VARCHAR)
                .param("estado", despues.estado().name())
                .param("cambios", json.writeValueAsString(antes == null ? List.of() : cambios(antes, despues)))
                .update();
    }

    private List<Campo> cambios(Oportunidad antes, Oportunidad despues) {
        ObjectNode previo = json.valueToTree(antes);
        ObjectNode actual = json.valueToTree(despues);
        return previo.propertyNames().stream()
                .filter(campo -> !DERIVADOS.contains(campo))
                .filter(campo -> !Objects.equals(previo.get(campo), actual.get(campo)))
                .map(campo -> new Campo(campo, previo.get(campo), actual.get(campo)))
                .toList();
    }

    /** Latest first. */
    List<Cambio> de(OportunidadId id, int limit) {
        List<Cambio> cambios =
                jdbc.sql(DE_UNA).param("id", id.value()).param("limit", limit).query(String.class).list().stream()
                        .map(fila -> json.readValue(fila, Cambio.class))
                        .toList();
        if (cambios.isEmpty()) {
            throw new OportunidadDesconocida();
        }
        return cambios;
    }
}
