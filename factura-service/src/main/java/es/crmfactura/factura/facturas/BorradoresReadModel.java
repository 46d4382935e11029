package es.crmfactura.factura.facturas;

import es.crmfactura.factura.emision.Borrador;
import es.crmfactura.factura.emision.NuevaFactura;
import es.crmfactura.factura.facturas.FacturaVista.Cliente;
import es.crmfactura.web.Pagina;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Drafts as invoices that are not there yet, with their client as the directory knows it now. */
@Component
class BorradoresReadModel {

    private static final String BORRADORES = """
            select * from (
              select b.id, b.version, b.contenido, coalesce(a.fusionado_con, b.cliente_crm_id) as cliente_crm_id,
                coalesce(c.razon_social, c.nombre_completo, b.contenido #>> '{cliente,nombre_completo}') as cliente_nombre,
                coalesce(c.cif_nif, b.contenido #>> '{cliente,cif_nif}') as cliente_cif_nif,
                coalesce(c.email, b.contenido #>> '{cliente,email}') as cliente_email,
                b.contenido #>> '{cliente,direccion}' as cliente_direccion,
                b.contenido ->> 'serie' as serie, (b.contenido ->> 'fecha')::date as fecha, null as numero,
                o.oportunidad_id, o.titulo
              from borrador b
              left join cliente a on a.crm_id = b.cliente_crm_id
              left join cliente c on c.crm_id = coalesce(a.fusionado_con, a.crm_id) and not c.eliminado
              left join oportunidad_facturada o on o.factura_id = b.id) b
            where %s""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    BorradoresReadModel(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Latest first. */
    List<FacturaVista> lista(FiltroDeFacturas filtro, Pagina pagina) {
        var condiciones = Condiciones.deBorradores(filtro);
        return jdbc.sql(BORRADORES.formatted(condiciones.sql()) + " order by id desc limit :limit offset :skip")
                .params(condiciones.valores())
                .param("limit", pagina.limit())
                .param("skip", pagina.skip())
                .query(this::borrador)
                .list();
    }

    long total(FiltroDeFacturas filtro) {
        var condiciones = Condiciones.deBorradores(filtro);
        return jdbc.sql("select count(*) from (" + BORRADORES.formatted(condiciones.sql()) + ")")
                .params(condiciones.valores())
                .query(Long.class)
                .single();
    }

    Optional<FacturaVista> conId(UUID id) {
        return jdbc.sql(BORRADORES.formatted("id = :id"))
                .param("id", id)
                .query(this::borrador)
                .optional();
    }

    private FacturaVista borrador(ResultSet row, int number) throws SQLException {
        var borrador = new Borrador(
                row.getObject("id", UUID.class),
                row.getLong("version"),
                json.readValue(row.getString("contenido"), NuevaFactura.class));
        UUID crmId = row.getObject("cliente_crm_id", UUID.class);
        return FacturaVista.de(borrador, crmId, cliente(row), FacturasReadModel.origen(row));
    }

    private static @Nullable Cliente cliente(ResultSet row) throws SQLException {
        String nombre = row.getString("cliente_nombre");
        return nombre == null
                ? null
                : new Cliente(
                        nombre,
                        row.getString("cliente_email"),
                        row.getString("cliente_cif_nif"),
                        row.getString("cliente_direccion"));
    }
}
