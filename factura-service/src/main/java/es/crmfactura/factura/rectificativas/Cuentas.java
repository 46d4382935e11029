package es.crmfactura.factura.rectificativas;

import es.crmfactura.factura.emision.Desglose;
import es.crmfactura.factura.emision.Exencion;
import es.crmfactura.factura.emision.Gravamen;
import es.crmfactura.factura.emision.Linea;
import es.crmfactura.factura.emision.Totales;
import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What invoices and the differences around them come to. Who has locked the invoice sees what nobody changes meanwhile. */
@Component
class Cuentas {

    /** The invoice and the differences that lower it; those that are due by themselves have an account of their own. */
    private static final String CUENTA = """
            select id, retencion, emitida_en from factura
            where id = :id or rectifica_a = :id and rectificacion = 'diferencias' and anulada_en is null and total <= 0""";

    private static final String EN_LA_QUE_ESTA = """
            select case when total <= 0 then rectifica_a else id end from factura
            where id = ? and rectificacion = 'diferencias'""";

    /** What is corrected by differences, and all differences around it. */
    private static final String FAMILIA = """
            with recursive raiz as (
              select id, rectifica_a, rectificacion from factura where id = :id
              union all
              select f.id, f.rectifica_a, f.rectificacion
              from factura f join raiz r on f.id = r.rectifica_a and r.rectificacion = 'diferencias'),
            familia as (
              select id from raiz where rectificacion is distinct from 'diferencias'
              union all
              select d.id
              from factura d join familia f on d.rectifica_a = f.id
              where d.rectificacion = 'diferencias' and d.anulada_en is null)
            select id from familia""";

    private static final String IMPUESTOS = """
            select trim_scale(tipo) as tipo, sum(base) as base, sum(cuota) as cuota, trim_scale(recargo_tipo) as recargo_tipo,
              sum(recargo) as recargo, exencion, max(redondeos) as redondeos
            from factura_impuesto
            where factura_id = any(:ids)
            group by tipo, recargo_tipo, exencion
            having sum(base) <> 0 or sum(cuota) <> 0 or sum(recargo) <> 0
            order by tipo, recargo_tipo, exencion nulls first""";

    private static final String LINEAS = """
            select l.descripcion, trim_scale(l.cantidad) as cantidad, l.precio, trim_scale(l.iva) as iva,
              trim_scale(l.recargo) as recargo, l.exencion, trim_scale(l.descuento) as descuento, l.importe
            from unnest(:ids) with ordinality as f (id, orden) join factura_linea l on l.factura_id = f.id
            order by f.orden, l.linea""";

    private final JdbcClient jdbc;

    Cuentas(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is left of an invoice. */
    Totales deFactura(UUID id, @Nullable BigDecimal retencionIrpf) {
        List<UUID> cuenta = new ArrayList<>();
        List<Importe> retenciones = new ArrayList<>();
        jdbc.sql(CUENTA).param("id", id).query(row -> {
            cuenta.add(row.getObject("id", UUID.class));
            retenciones.add(new Importe(row.getBigDecimal("retencion")));
        });
        return new Totales(
                impuestos(cuenta), retencionIrpf, retenciones.stream().reduce(Importe.CERO, Importe::mas));
    }

    /** Those of the account of an invoice, its own first. */
    List<Linea> lineasDeCuenta(UUID id) {
        return lineas(jdbc.sql("select id from (" + CUENTA + ") c order by id <> :id, emitida_en, id")
                .param("id", id)
                .query(UUID.class)
                .list());
    }

    /** The taxes of the account that a difference is in; empty if it is none. */
    Optional<Desglose> enLaQueEsta(UUID diferencia) {
        return jdbc.sql(EN_LA_QUE_ESTA)
                .param(diferencia)
                .query(UUID.class)
                .optional()
                .map(cuenta -> deFactura(cuenta, null).desglose());
    }

    Desglose deFamilia(UUID id) {
        return impuestos(jdbc.sql(FAMILIA).param("id", id).query(UUID.class).list());
    }

    /** Of several invoices together. */
    Desglose impuestos(Collection<UUID> facturas) {
        List<Integer> redondeos = new ArrayList<>();
        List<Desglose.Impuesto> impuestos = jdbc.sql(IMPUESTOS)
                .param("ids", facturas.toArray(UUID[]::new))
                .query((row, number) -> {
                    redondeos.add(row.getInt("redondeos"));
                    return impuesto(row);
                })
                .list();
        return new Desglose(
                impuestos, redondeos.stream().mapToInt(Integer::intValue).max().orElse(1));
    }

    /** In the order of the invoices. */
    List<Linea> lineas(Collection<UUID> facturas) {
        return jdbc.sql(LINEAS)
                .param("ids", facturas.toArray(UUID[]::new))
                .query((row, number) -> linea(row))
                .list();
    }

    private static Desglose.Impuesto impuesto(ResultSet row) throws SQLException {
        return new Desglose.Impuesto(
                row.getBigDecimal("tipo"),
                new Importe(row.getBigDecimal("base")),
                new Importe(row.getBigDecimal("cuota")),
                row.getBigDecimal("recargo_tipo"),
                new Importe(row.getBigDecimal("recargo")),
                exencion(row));
    }

    private static Linea linea(ResultSet row) throws SQLException {
        return new Linea(
                row.getString("descripcion"),
                row.getBigDecimal("cantidad"),
                row.getBigDecimal("precio"),
                new Gravamen(row.getBigDecimal("iva"), row.getBigDecimal("recargo"), exencion(row)),
                row.getBigDecimal("descuento"),
                new Importe(row.getBigDecimal("importe")));
    }

    private static @Nullable Exencion exencion(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("exencion"))
                .map(Exencion::valueOf)
                .orElse(null);
    }
}
