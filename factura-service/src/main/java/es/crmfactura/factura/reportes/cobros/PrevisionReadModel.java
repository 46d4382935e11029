package es.crmfactura.factura.reportes.cobros;

import es.crmfactura.factura.reportes.cobros.PrevisionDeCobros.Mes;
import es.crmfactura.factura.valores.Importe;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Each invoice that is due is expected as late as its client has paid on average, or all clients if that one has paid nothing,
 * and never before today.
 */
@Component
class PrevisionReadModel {

    /** The average is that of this month and the twelve before it. What is due before today is in no month by its due date. */
    private static final String PREVISION = """
            with parte as (
              select crm_id, cif_nif, sum(cobrado) as cobrado, sum(retraso) as retraso
              from venta_mensual where mes >= date_trunc('month', cast(:hoy as date)) - interval '12 months'
              group by crm_id, cif_nif having sum(cobrado) > 0),
            pagador as (
              select coalesce(coalesce(a.fusionado_con, p.crm_id)::text, p.cif_nif) as clave,
                sum(retraso) / sum(cobrado) as retraso
              from parte p left join cliente a on a.crm_id = p.crm_id group by 1),
            media as (
              select sum(retraso) / sum(cobrado) as retraso from parte),
            abierta as (
              select f.vencimiento, f.pendiente,
                greatest(:hoy, f.vencimiento + coalesce(round(coalesce(p.retraso, m.retraso)), 0)::int) as dia
              from factura f
              left join cliente a on a.crm_id = f.cliente_crm_id
              left join pagador p on p.clave = coalesce(coalesce(a.fusionado_con, f.cliente_crm_id)::text, f.cliente_cif_nif)
              cross join media m
              where f.pendiente > 0),
            dia_a_dia as (
              select dia, sum(por_vencimiento) as por_vencimiento, sum(previsto) as previsto, sum(facturas) as facturas
              from (
                select vencimiento as dia, pendiente as por_vencimiento, 0 as previsto, 0 as facturas from abierta
                union all
                select dia, 0, pendiente, 1 from abierta) m
              group by dia)
            select case when dia < :hoy then 'vencido' else to_char(least(dia, :ultimo), 'YYYY-MM') end as mes,
              coalesce(sum(por_vencimiento), 0) as por_vencimiento, coalesce(sum(previsto), 0) as previsto,
              coalesce(sum(facturas), 0) as facturas, retraso
            from media left join dia_a_dia on true group by mes, retraso""";

    private static final String VENCIDO = "vencido";

    private final JdbcClient jdbc;

    PrevisionReadModel(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param meses how many, from this one; the last one has what comes later too */
    PrevisionDeCobros prevision(LocalDate hoy, int meses) {
        YearMonth primero = YearMonth.from(hoy);
        Map<String, Mes> sumas = new HashMap<>();
        AtomicReference<@Nullable BigDecimal> retraso = new AtomicReference<>();
        jdbc.sql(PREVISION)
                .param("hoy", hoy)
                .param("ultimo", primero.plusMonths(meses - 1).atEndOfMonth())
                .query(row -> {
                    retraso.set(row.getBigDecimal("retraso"));
                    Mes mes = mes(row);
                    sumas.put(mes.mes(), mes);
                });
        return new PrevisionDeCobros(
                hoy,
                Optional.ofNullable(retraso.get()).map(PrevisionReadModel::dias).orElse(null),
                sumas.getOrDefault(VENCIDO, Mes.vacio(VENCIDO)).porVencimiento(),
                IntStream.range(0, meses)
                        .mapToObj(i -> primero.plusMonths(i).toString())
                        .map(mes -> sumas.getOrDefault(mes, Mes.vacio(mes)))
                        .toList());
    }

    private static Mes mes(ResultSet row) throws SQLException {
        return new Mes(
                String.valueOf(row.getString("mes")),
                new Importe(row.getBigDecimal("por_vencimiento")),
                new Importe(row.getBigDecimal("previsto")),
                row.getLong("facturas"));
    }

    private static BigDecimal dias(BigDecimal media) {
        return media.setScale(2, RoundingMode.HALF_UP);
    }
}
