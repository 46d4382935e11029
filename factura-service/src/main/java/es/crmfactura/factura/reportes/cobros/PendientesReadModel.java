package es.crmfactura.factura.reportes.cobros;

import es.crmfactura.factura.reportes.ClienteDelReporte;
import es.crmfactura.factura.reportes.cobros.CobrosPendientes.Deudor;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was due at the end of a day. An invoice of which nothing has happened since owes what it owes now; what of the others was
 * owed then is computed from its payments, those of the invoices in whose place it stands, and what was taken off it until then.
 * So a day costs by what was due at its end. (Without offset 0 the planner reads all invoices for it.)
 */
@Component
class PendientesReadModel {

    private static final String PENDIENTES = """
            with fusionado as materialized (
              select crm_id, fusionado_con from cliente where fusionado_con is not null),
            abierta as (
              select cliente_crm_id, cliente_cif_nif, vencimiento, pendiente
              from factura where pendiente > 0 and fecha <= :fecha and (ultimo_movimiento <= :fecha) is not false
              union all
              select f.cliente_crm_id, f.cliente_cif_nif, f.vencimiento, f.total - pagado.importe - quitado.importe
              from factura f
              left join lateral (select fecha from factura where id = f.sustituida_por offset 0) s on true
              cross join lateral (
                select coalesce(sum(p.importe), 0) as importe from pago p
                where p.fecha <= :fecha and coalesce(p.fecha_devolucion, 'infinity') > :fecha
                  and p.factura_id = any(case
                    when f.tipo = 'F3' or f.rectificacion = 'sustitucion' then array(
                      with recursive linaje as (
                        select f.id
                        union all
                        select a.id from linaje l join factura a on a.sustituida_por = l.id)
                      select id from linaje)
                    else array[f.id] end)) pagado
              cross join lateral (select case
                when f.compensado > 0 then (
                  select coalesce(sum(-d.total), 0) from factura d
                  where d.rectifica_a = f.id and d.rectificacion = 'diferencias' and d.total < 0 and d.fecha <= :fecha
                    and d.anulada_en is null)
                else 0 end as importe) quitado
              where f.ultimo_movimiento > :fecha and f.fecha <= :fecha and f.anulada_en is null
                and (s.fecha is null or s.fecha > :fecha) and f.total > pagado.importe + quitado.importe),
            deudor as (
              select coalesce(a.fusionado_con, f.cliente_crm_id) as crm_id, max(f.cliente_cif_nif) as cif_nif, %1$s
              from (select *, cast(:fecha as date) - vencimiento as dias from abierta) f
              left join fusionado a on a.crm_id = f.cliente_crm_id
              group by coalesce(a.fusionado_con, f.cliente_crm_id), case when f.cliente_crm_id is null then f.cliente_cif_nif end),
            puesto as (
              select row_number() over (order by pendiente desc, crm_id, cif_nif) as posicion, * from deudor
              order by posicion limit :limit offset :skip)
            select count(*) as posicion, null::uuid as crm_id, null as cif_nif, null as nombre, %2$s, false as es_puesto
            from deudor
            union all
            select p.posicion, p.crm_id, coalesce(c.cif_nif, p.cif_nif), coalesce(c.razon_social, c.nombre_completo, nombre_facturado(p.crm_id, p.cif_nif)),
              p.facturas, p.pendiente, p.sin_vencer, p.hasta_30, p.hasta_60, p.hasta_90, p.mas_de_90, true
            from puesto p left join cliente c on c.crm_id = p.crm_id and not c.eliminado
            order by es_puesto, posicion""".formatted(Pendiente.COLUMNAS, Pendiente.SUMAS);

    private final JdbcClient jdbc;

    PendientesReadModel(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Fila(long posicion, Deudor deudor) {}

    /**
     * Who owes most first.
     *
     * @param limit null for all
     */
    CobrosPendientes pendientes(LocalDate fecha, int skip, @Nullable Integer limit) {
        List<Fila> filas = jdbc.sql(PENDIENTES)
                .param("fecha", fecha)
                .param("skip", skip)
                .param("limit", limit)
                .query((row, number) ->
                        new Fila(row.getLong("posicion"), new Deudor(ClienteDelReporte.de(row), Pendiente.de(row))))
                .list();
        Fila todos = filas.get(0);
        List<Deudor> deudores = filas.stream().skip(1).map(Fila::deudor).toList();
        return new CobrosPendientes(
                fecha,
                todos.deudor().debe(),
                deudores,
                todos.posicion(),
                skip,
                Objects.requireNonNullElseGet(limit, deudores::size));
    }
}
