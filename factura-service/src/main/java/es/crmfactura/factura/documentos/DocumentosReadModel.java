package es.crmfactura.factura.documentos;

import es.crmfactura.factura.facturas.FacturaDesconocida;
import es.crmfactura.factura.facturas.FacturaId;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Invoices with all that they say, each in one query. */
@Component
public class DocumentosReadModel {

    private static final String DOCUMENTO = """
            select jsonb_build_object(
              'id', f.id, 'numero', f.numero, 'tipo', f.tipo, 'fecha', f.fecha, 'fecha_operacion', f.fecha_operacion,
              'vencimiento', f.vencimiento, 'anulada', f.anulada_en is not null, 'emisor', f.emisor,
              'destinatario', jsonb_build_object('nombre', f.cliente_nombre, 'email', f.cliente_email,
                'nif', f.cliente_cif_nif, 'direccion', f.cliente_direccion),
              'lineas', (select jsonb_agg(jsonb_build_object('descripcion', l.descripcion, 'cantidad', trim_scale(l.cantidad),
                  'precio', trim_scale(l.precio), 'descuento', trim_scale(l.descuento), 'iva', trim_scale(l.iva),
                  'recargo', trim_scale(l.recargo), 'exencion', l.exencion, 'importe', l.importe) order by l.linea)
                from factura_linea l where l.factura_id = f.id),
              'impuestos', (
                select jsonb_agg(jsonb_build_object('tipo', trim_scale(i.tipo), 'base', i.base, 'cuota', i.cuota,
                  'recargo_tipo', trim_scale(i.recargo_tipo), 'recargo', i.recargo, 'exencion', i.exencion)
                  order by i.tipo desc, i.recargo_tipo, i.exencion nulls first)
                from factura_impuesto i where i.factura_id = f.id),
              'base_imponible', f.base_imponible, 'cuota_iva', f.cuota_iva, 'recargo', f.recargo,
              'retencion_irpf', trim_scale(f.retencion_irpf), 'retencion', f.retencion, 'total', f.total,
              'forma_pago', f.forma_pago, 'notas', f.notas,
              'rectificacion', case when r.id is not null then jsonb_build_object('numero', r.numero, 'fecha', r.fecha,
                'modo', f.rectificacion, 'motivo', f.motivo_rectificacion) end,
              'canjeadas', coalesce((
                select jsonb_agg(s.numero order by s.numero)
                from factura_canje c join factura s on s.id = c.canjeada where c.factura_id = f.id), '[]'))
            from factura f left join factura r on r.id = f.rectifica_a
            where f.id = ?""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DocumentosReadModel(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * @param id as it stands in an address
     * @throws BorradorSinDocumentosException if it is a draft
     * @throws FacturaDesconocida if there is none
     */
    public Documento conId(String id) {
        return conId(FacturaId.de(id));
    }

    public Documento conId(UUID id) {
        return jdbc.sql(DOCUMENTO)
                .param(id)
                .query(String.class)
                .optional()
                .map(documento -> json.readValue(documento, Documento.class))
                .orElseThrow(() -> esBorrador(id) ? new BorradorSinDocumentosException() : new FacturaDesconocida());
    }

    private boolean esBorrador(UUID id) {
        return jdbc.sql("select exists (select from borrador where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }
}
