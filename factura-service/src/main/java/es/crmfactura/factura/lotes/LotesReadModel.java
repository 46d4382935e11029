package es.crmfactura.factura.lotes;

import es.crmfactura.web.CampoInvalido;
import es.crmfactura.web.Pagina;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Lotes and what has become of their rows. Columns are named as the components of the records, which are read from JSON. */
@Component
class LotesReadModel {

    private static final String LOTES = """
            select to_json(l) from (
              select id, formato, simulacion, parcial, estado, motivo, total, validadas, emitidas, repetidas, rechazadas,
                case when simulacion or estado = 'terminado' then hechas * 100 / total
                  when validadas < total then validadas * 50 / total else 50 + hechas * 50 / total end as porcentaje,
                round(ritmo, 1) as por_segundo,
                case when ritmo > 0 and (estado = 'emitiendo' or simulacion)
                  then avanzado_en + (total - hechas) / ritmo * interval '1 second' end as fin_estimado,
                columnas_desconocidas, fecha_creacion, fecha_fin
              from lote, lateral (
                select case when estado in ('validando', 'emitiendo') then (hechas - tramo_hechas)
                  / nullif(extract(epoch from avanzado_en - tramo_desde), 0) end as ritmo) r
              where %s
              order by id desc
              limit :limit offset :skip) l""";

    private static final String UNO = LOTES.formatted("id = :id");
    private static final String TODOS = LOTES.formatted("true");

    private static final String FACTURAS = """
            select to_json(r) from (
              select f.fila, l.linea, l.referencia, f.factura_id as id, e.numero, f.repetida
              from lote_factura f join lote_fila l using (lote_id, fila) join factura e on e.id = f.factura_id
              where lote_id = :id order by f.fila limit :limit offset :skip) r""";

    private static final String RECHAZADAS = """
            select to_json(r) from (
              select r.fila, l.linea, l.referencia, r.codigo, r.detalle, r.errores, r.factura_id
              from lote_rechazada r join lote_fila l using (lote_id, fila)
              where lote_id = :id order by r.fila limit :limit offset :skip) r""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    LotesReadModel(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A row that is an invoice now. */
    @Schema(name = "FilaEmitida")
    record Emitida(
            @Schema(description = "Qué factura del lote es, desde 1", example = "1")
            int fila,

            @Schema(description = "La línea del fichero en la que empieza", example = "2")
            long linea,

            @Schema(description = "Cómo la llama quien la envió", example = "P-2026-1043") @Nullable
            String referencia,

            @Schema(description = "El identificador de la factura")
            UUID id,

            @Schema(example = "FAC-2026-000001") String numero,

            @Schema(description = "Se había emitido antes, con esta referencia y los mismos datos")
            boolean repetida) {}

    /** A row that is none. */
    @Schema(name = "FilaRechazada")
    record Rechazada(
            @Schema(description = "Qué factura del lote es, desde 1", example = "7")
            int fila,

            @Schema(description = "La línea del fichero en la que empieza", example = "12")
            long linea,

            @Schema(description = "Cómo la llama quien la envió", example = "P-2026-1049") @Nullable
            String referencia,

            @Schema(
                    description = "Estable, para programas: el mismo que en POST /facturas",
                    example = "campos_invalidos")
            String codigo,

            @Schema(
                    description = "Qué hacer",
                    example = "Corrija estos campos y repita la solicitud: items[0].precio no debe ser nulo.")
            String detalle,

            @Schema(description = "Los campos que corregir") List<CampoInvalido> errores,

            @Schema(description = "La factura que ya se emitió con esa referencia") @Nullable
            UUID facturaId) {}

    /** @throws LoteDesconocido if there is none */
    Lote conId(UUID id) {
        return jdbc.sql(UNO)
                .param("id", id)
                .param("limit", 1)
                .param("skip", 0)
                .query(String.class)
                .optional()
                .map(fila -> json.readValue(fila, Lote.class))
                .orElseThrow(LoteDesconocido::new);
    }

    /** Latest first. */
    List<Lote> lista(Pagina pagina) {
        return leer(jdbc.sql(TODOS), pagina, Lote.class);
    }

    long total() {
        return jdbc.sql("select count(*) from lote").query(Long.class).single();
    }

    List<Emitida> facturas(UUID id, Pagina pagina) {
        return leer(jdbc.sql(FACTURAS).param("id", id), pagina, Emitida.class);
    }

    List<Rechazada> rechazadas(UUID id, Pagina pagina) {
        return leer(jdbc.sql(RECHAZADAS).param("id", id), pagina, Rechazada.class);
    }

    private <T> List<T> leer(JdbcClient.StatementSpec consulta, Pagina pagina, Class<T> tipo) {
        return consulta.param("limit", pagina.limit()).param("skip", pagina.skip()).query(String.class).list().stream()
                .map(fila -> json.readValue(fila, tipo))
                .toList();
    }
}
