package es.crmfactura.factura.facturas;

import es.crmfactura.factura.emision.Desglose;
import es.crmfactura.factura.emision.Serie;
import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.Pagina;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Invoices with their lines and taxes, each question in one query. */
@Component
class FacturasReadModel {

    private static final String FACTURAS = """
            select f.*,
              (select json_agg(json_build_object('descripcion', l.descripcion, 'cantidad', trim_scale(l.cantidad),
                  'precio', l.precio, 'iva', trim_scale(l.iva), 'descuento', trim_scale(l.descuento),
                  'importe', l.importe) order by l.linea)
               from factura_linea l where l.factura_id = f.id) as items,
              (select json_agg(json_build_object('tipo', trim_scale(i.tipo), 'base', i.base, 'cuota', i.cuota) order by i.tipo)
               from factura_impuesto i where i.factura_id = f.id) as desglose
            from factura f""";

    private static final TypeReference<List<FacturaVista.Item>> ITEMS = new TypeReference<>() {};
    private static final TypeReference<List<Desglose.Impuesto>> DESGLOSE = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    FacturasReadModel(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Which invoices are asked for; null is any. */
    record Filtro(
            @Nullable Estado estado,
            @Nullable String clienteCrmId,
            @Nullable Serie serie,
            @Nullable LocalDate desde,
            @Nullable LocalDate hasta,
            @Nullable String buscar,
            @Nullable Boolean vencidas) {

        private Condiciones condiciones(LocalDate hoy) {
            var condiciones = new Condiciones(hoy);
            if (estado != null) {
                condiciones.y(estado.condicion());
            }
            if (Boolean.TRUE.equals(vencidas)) {
                condiciones.y(Estado.vencida.condicion());
            }
            return condiciones
                    .y("cliente_crm_id::text = :cliente", "cliente", clienteCrmId)
                    .y("serie = :serie", "serie", serie == null ? null : serie.name())
                    .y("fecha >= :desde", "desde", desde)
                    .y("fecha <= :hasta", "hasta", hasta)
                    .y(
                            "(numero ilike :buscar or cliente_nombre ilike :buscar or cliente_cif_nif ilike :buscar)",
                            "buscar",
                            buscar == null ? null : "%" + buscar.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
    }

    private static final class Condiciones {

        private final List<String> sql = new ArrayList<>(List.of("true"));
        private final Map<String, Object> valores = new HashMap<>();

        Condiciones(LocalDate hoy) {
            valores.put("hoy", hoy);
        }

        void y(String condicion) {
            sql.add("(" + condicion + ")");
        }

        Condiciones y(String condicion, String nombre, @Nullable Object valor) {
            if (valor != null) {
                y(condicion);
                valores.put(nombre, valor);
            }
            return this;
        }

        String sql() {
            return String.join(" and ", sql);
        }
    }

    /** Latest first. */
    List<FacturaVista> lista(Filtro filtro, Pagina pagina) {
        Condiciones condiciones = filtro.condiciones(LocalDate.now(clock));
        return jdbc.sql(FACTURAS + " where " + condiciones.sql()
                        + " order by fecha desc, id desc limit :limit offset :skip")
                .params(condiciones.valores)
                .param("limit", pagina.limit())
                .param("skip", pagina.skip())
                .query(this::factura)
                .list();
    }

    long total(Filtro filtro) {
        Condiciones condiciones = filtro.condiciones(LocalDate.now(clock));
        return jdbc.sql("select count(*) from factura where " + condiciones.sql())
                .params(condiciones.valores)
                .query(Long.class)
                .single();
    }

    /** @throws FacturaDesconocida if there is none */
    FacturaVista conId(UUID id) {
        return una("id = ?", id);
    }

    /** @throws FacturaDesconocida if there is none */
    FacturaVista conNumero(String numero) {
        return una("numero = ?", numero);
    }

    private FacturaVista una(String condicion, Object valor) {
        return jdbc.sql(FACTURAS + " where " + condicion)
                .param(valor)
                .query(this::factura)
                .optional()
                .orElseThrow(FacturaDesconocida::new);
    }

    private FacturaVista factura(ResultSet row, int number) throws SQLException {
        var total = new Importe(row.getBigDecimal("total"));
        var pagado = new Importe(row.getBigDecimal("pagado"));
        LocalDate vencimiento = row.getObject("vencimiento", LocalDate.class);
        return new FacturaVista(
                row.getObject("id", UUID.class),
                row.getString("numero"),
                Serie.valueOf(row.getString("serie")),
                Estado.de(total, pagado, vencimiento, LocalDate.now(clock)),
                row.getObject("cliente_crm_id", UUID.class),
                row.getString("cliente_nombre"),
                new FacturaVista.Cliente(
                        row.getString("cliente_nombre"),
                        row.getString("cliente_email"),
                        row.getString("cliente_cif_nif"),
                        row.getString("cliente_direccion")),
                row.getObject("fecha", LocalDate.class),
                row.getObject("fecha_operacion", LocalDate.class),
                vencimiento,
                row.getObject("emitida_en", OffsetDateTime.class).toInstant(),
                json.readValue(row.getString("items"), ITEMS),
                json.readValue(row.getString("desglose"), DESGLOSE),
                new Importe(row.getBigDecimal("base_imponible")),
                new Importe(row.getBigDecimal("cuota_iva")),
                total,
                pagado,
                total.menos(pagado),
                row.getString("forma_pago"),
                row.getString("notas"));
    }
}
