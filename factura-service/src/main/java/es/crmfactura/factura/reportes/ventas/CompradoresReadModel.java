package es.crmfactura.factura.reportes.ventas;

import es.crmfactura.factura.reportes.ClienteDelReporte;
import es.crmfactura.factura.reportes.Periodo;
import es.crmfactura.factura.reportes.Periodo.Meses;
import es.crmfactura.factura.reportes.ventas.Compradores.Comprador;
import es.crmfactura.factura.valores.Importe;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sales by client. Whole months come from the sums, other days from the invoices. A client who was merged is the one who stayed;
 * one that the CRM does not know goes by its tax id.
 */
@Component
class CompradoresReadModel {

    /** The first row is that of all together. */
    private static final String COMPRADORES = """
            with venta as (
              select crm_id, cif_nif, facturas, base, cuota, recargo,
                mes >= :primero and mes < :fin as ahora, mes >= :primero_antes and mes < :fin_antes as antes
              from venta_mensual
              where mes >= :primero and mes < :fin or mes >= :primero_antes and mes < :fin_antes
              union all
              select cliente_crm_id, cliente_cif_nif, ventas, centimos(base_imponible), centimos(cuota_iva), centimos(recargo),
                fecha >= :desde and fecha < :primero or fecha >= :fin and fecha <= :hasta,
                fecha >= :desde_antes and fecha < :primero_antes or fecha >= :fin_antes and fecha <= :hasta_antes
              from asiento
              where anulada_en is null and (
                fecha >= :desde and fecha < :primero or fecha >= :fin and fecha <= :hasta
                or fecha >= :desde_antes and fecha < :primero_antes or fecha >= :fin_antes and fecha <= :hasta_antes)),
            parte as (
              select crm_id, cif_nif, %1$s from venta group by crm_id, cif_nif),
            suma as (
              select coalesce(a.fusionado_con, p.crm_id) as crm_id, max(p.cif_nif) as cif_nif,
                sum(facturas) as facturas, sum(base) as base, sum(cuota) as cuota, sum(recargo) as recargo,
                sum(facturas_antes) as facturas_antes, sum(base_antes) as base_antes, sum(cuota_antes) as cuota_antes,
                sum(recargo_antes) as recargo_antes
              from parte p left join cliente a on a.crm_id = p.crm_id
              group by coalesce(a.fusionado_con, p.crm_id), case when p.crm_id is null then p.cif_nif end),
            comprador as (
              select * from suma where facturas <> 0 or base <> 0 or facturas_antes <> 0 or base_antes <> 0),
            puesto as (
              select row_number() over orden as posicion, *, sum(base) over (orden rows unbounded preceding) as acumulado
              from comprador window orden as (order by base desc, base_antes desc, crm_id, cif_nif)
              order by posicion limit :limit offset :skip)
            select count(*) as posicion, null::uuid as crm_id, null as cif_nif, null as nombre,
              coalesce(sum(facturas), 0) as facturas, coalesce(sum(base), 0) as base,
              coalesce(sum(cuota), 0) as cuota, coalesce(sum(recargo), 0) as recargo,
              coalesce(sum(facturas_antes), 0) as facturas_antes, coalesce(sum(base_antes), 0) as base_antes,
              coalesce(sum(cuota_antes), 0) as cuota_antes, coalesce(sum(recargo_antes), 0) as recargo_antes,
              coalesce(sum(base), 0) as acumulado, false as es_puesto
            from comprador
            union all
            select p.posicion, p.crm_id, coalesce(c.cif_nif, p.cif_nif),
              coalesce(c.razon_social, c.nombre_completo, nombre_facturado(p.crm_id, p.cif_nif)),
              p.facturas, p.base, p.cuota, p.recargo, p.facturas_antes, p.base_antes, p.cuota_antes, p.recargo_antes,
              p.acumulado, true
            from puesto p left join cliente c on c.crm_id = p.crm_id and not c.eliminado
            order by es_puesto, posicion""".formatted(Venta.COLUMNAS);

    private final JdbcClient jdbc;

    CompradoresReadModel(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param antes with what it is compared
     * @param limit null for all
     */
    Compradores compradores(Periodo periodo, Periodo antes, int skip, @Nullable Integer limit) {
        List<Comprador> filas = jdbc.sql(COMPRADORES)
                .params(parametros(periodo, ""))
                .params(parametros(antes, "_antes"))
                .param("skip", skip)
                .param("limit", limit)
                .query(CompradoresReadModel::comprador)
                .list();
        Comprador todos = filas.get(0);
        return new Compradores(todos.posicion(), todos.actual(), todos.anterior(), filas.subList(1, filas.size()));
    }

    private static Map<String, ?> parametros(Periodo periodo, String sufijo) {
        Meses meses = periodo.meses();
        return Map.of(
                "desde" + sufijo, periodo.desde(),
                "primero" + sufijo, meses.primero(),
                "fin" + sufijo, meses.fin(),
                "hasta" + sufijo, periodo.hasta());
    }

    private static Comprador comprador(ResultSet row, int number) throws SQLException {
        return new Comprador(
                row.getLong("posicion"),
                ClienteDelReporte.de(row),
                Venta.actual(row),
                Venta.anterior(row),
                Importe.centimos(row.getLong("acumulado")));
    }
}
