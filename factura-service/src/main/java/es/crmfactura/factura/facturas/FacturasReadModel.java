package es.crmfactura.factura.facturas;

import es.crmfactura.factura.emision.Desglose;
import es.crmfactura.factura.emision.Rectificacion.Modo;
import es.crmfactura.factura.emision.Referencia;
import es.crmfactura.factura.emision.Serie;
import es.crmfactura.factura.emision.TipoFactura;
import es.crmfactura.factura.valores.Importe;
import es.crmfactura.factura.verifactu.DireccionQr;
import es.crmfactura.web.Pagina;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
            select f.*, trim_scale(f.retencion_irpf) as porcentaje_retenido,
              (select json_agg(json_build_object('descripcion', l.descripcion, 'cantidad', trim_scale(l.cantidad),
                  'precio', l.precio, 'iva', trim_scale(l.iva), 'recargo', trim_scale(l.recargo), 'exencion', l.exencion,
                  'descuento', trim_scale(l.descuento), 'importe', l.importe) order by l.linea)
               from factura_linea l where l.factura_id = f.id) as items,
              (select json_agg(json_build_object('tipo', trim_scale(i.tipo), 'base', i.base, 'cuota', i.cuota,
                  'recargo_tipo', trim_scale(i.recargo_tipo), 'recargo', i.recargo, 'exencion', i.exencion)
                  order by i.tipo, i.recargo_tipo, i.exencion nulls first)
               from factura_impuesto i where i.factura_id = f.id) as desglose,
              (select json_build_object('id', r.id, 'numero', r.numero, 'tipo', f.rectificacion,
                  'motivo', f.motivo_rectificacion)
               from factura r where r.id = f.rectifica_a) as rectifica,
              (select json_agg(json_build_object('id', r.id, 'numero', r.numero, 'tipo', coalesce(r.rectificacion, 'canje'),
                  'motivo', r.motivo_rectificacion, 'total', r.total) order by r.emitida_en, r.numero)
               from factura r
               where r.anulada_en is null and (r.rectifica_a = f.id or r.id = f.sustituida_por)) as rectificada_por,
              (select json_agg(json_build_object('id', c.id, 'numero', c.numero) order by c.numero)
               from factura_canje x join factura c on c.id = x.canjeada where x.factura_id = f.id) as canjea,
              f.emisor ->> 'nif' as emisor_nif,
              (select r.huella from verifactu_registro r where r.factura_id = f.id and r.tipo = 'alta'
               order by r.id desc limit 1) as huella,
              o.oportunidad_id, o.titulo
            from factura f left join oportunidad_facturada o on o.factura_id = f.id""";

    private static final TypeReference<List<FacturaVista.Item>> ITEMS = new TypeReference<>() {};
    private static final TypeReference<List<Desglose.Impuesto>> DESGLOSE = new TypeReference<>() {};
    private static final TypeReference<FacturaVista.Rectifica> RECTIFICA = new TypeReference<>() {};
    private static final TypeReference<List<FacturaVista.RectificadaPor>> RECTIFICADA_POR = new TypeReference<>() {};
    private static final TypeReference<List<Referencia>> CANJEA = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final BorradoresReadModel borradores;
    private final DireccionQr qr;
    private final Clock clock;

    FacturasReadModel(JdbcClient jdbc, JsonMapper json, BorradoresReadModel borradores, DireccionQr qr, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.borradores = borradores;
        this.qr = qr;
        this.clock = clock;
    }

    /** Latest first. Drafts only where they are asked for: they are not invoices yet. */
    List<FacturaVista> lista(FiltroDeFacturas filtro, Pagina pagina) {
        if (filtro.estado() == Estado.borrador) {
            return borradores.lista(filtro, pagina);
        }
        var condiciones = new Condiciones(filtro, LocalDate.now(clock));
        return jdbc.sql(FACTURAS + " where " + condiciones.sql()
                        + " order by fecha desc, id desc limit :limit offset :skip")
                .params(condiciones.valores())
                .param("limit", pagina.limit())
                .param("skip", pagina.skip())
                .query(this::factura)
                .list();
    }

    long total(FiltroDeFacturas filtro) {
        if (filtro.estado() == Estado.borrador) {
            return borradores.total(filtro);
        }
        var condiciones = new Condiciones(filtro, LocalDate.now(clock));
        return jdbc.sql("select count(*) from factura where " + condiciones.sql())
                .params(condiciones.valores())
                .query(Long.class)
                .single();
    }

    /**
     * Also a draft.
     *
     * @throws FacturaDesconocida if there is none
     */
    FacturaVista conId(UUID id) {
        return emitida("id = ?", id)
                .or(() -> borradores.conId(id))
                // it may have been issued between one look and the other
                .or(() -> emitida("id = ?", id))
                .orElseThrow(FacturaDesconocida::new);
    }

    /** @throws FacturaDesconocida if there is none */
    FacturaVista conNumero(String numero) {
        return emitida("numero = ?", numero).orElseThrow(FacturaDesconocida::new);
    }

    private Optional<FacturaVista> emitida(String condicion, Object valor) {
        return jdbc.sql(FACTURAS + " where " + condicion)
                .param(valor)
                .query(this::factura)
                .optional();
    }

    private FacturaVista factura(ResultSet row, int number) throws SQLException {
        var total = new Importe(row.getBigDecimal("total"));
        var pagado = new Importe(row.getBigDecimal("pagado"));
        LocalDate vencimiento = row.getObject("vencimiento", LocalDate.class);
        OffsetDateTime anuladaEn = row.getObject("anulada_en", OffsetDateTime.class);
        var pendiente = new Importe(row.getBigDecimal("pendiente"));
        var desglose = new Desglose(json.readValue(row.getString("desglose"), DESGLOSE));
        var rectifica = Optional.ofNullable(leer(row, "rectifica", RECTIFICA));
        List<Referencia> canjea = Objects.requireNonNullElse(leer(row, "canjea", CANJEA), List.of());
        boolean sustituye = !canjea.isEmpty()
                || rectifica.filter(r -> r.tipo() == Modo.sustitucion).isPresent();
        return new FacturaVista(
                row.getObject("id", UUID.class),
                row.getLong("version"),
                row.getString("numero"),
                Serie.valueOf(row.getString("serie")),
                TipoFactura.valueOf(row.getString("tipo")),
                new Estado.Situacion(
                                anuladaEn != null,
                                row.getObject("sustituida_por") != null,
                                sustituye,
                                total,
                                pagado,
                                pendiente,
                                vencimiento)
                        .estado(LocalDate.now(clock)),
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
                anuladaEn == null ? null : anuladaEn.toInstant(),
                row.getString("motivo_anulacion"),
                json.readValue(row.getString("items"), ITEMS),
                desglose.impuestos(),
                new Importe(row.getBigDecimal("base_imponible")),
                new Importe(row.getBigDecimal("cuota_iva")),
                new Importe(row.getBigDecimal("recargo")),
                row.getBigDecimal("porcentaje_retenido"),
                new Importe(row.getBigDecimal("retencion")),
                total,
                pagado,
                new Importe(row.getBigDecimal("compensado")),
                pendiente,
                desglose.menciones(),
                row.getString("forma_pago"),
                row.getString("notas"),
                rectifica.orElse(null),
                Objects.requireNonNullElse(leer(row, "rectificada_por", RECTIFICADA_POR), List.of()),
                canjea,
                row.getString("huella"),
                row.getString("huella") == null
                        ? null
                        : qr.de(
                                row.getString("emisor_nif"),
                                row.getString("numero"),
                                row.getObject("fecha", LocalDate.class),
                                desglose.total()),
                origen(row));
    }

    private <T> @Nullable T leer(ResultSet row, String columna, TypeReference<T> tipo) throws SQLException {
        String texto = row.getString(columna);
        return texto == null ? null : json.readValue(texto, tipo);
    }

    static FacturaVista.@Nullable Origen origen(ResultSet row) throws SQLException {
        UUID oportunidad = row.getObject("oportunidad_id", UUID.class);
        return oportunidad == null ? null : new FacturaVista.Origen(oportunidad, row.getString("titulo"));
    }
}
