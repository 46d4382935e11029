package es.crmfactura.factura.vencimientos;

import es.crmfactura.factura.valores.Importe;
import es.crmfactura.web.Pagina;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Overdue invoices by client as they stood at the end of a day: only what was paid by then counts as paid. */
@Component
class RecordatoriosReadModel {

    /**
     * What is overdue now, as far as it was then, and what was settled only after that day. Whatever corrects an invoice counts from
     * its beginning, as what it takes off was never owed.
     */
    private static final String VENCIDAS = """
            with despues as (
              select factura_id, sum(case when fecha > :fecha then importe else -importe end) as importe
              from pago
              where fecha > :fecha and fecha_devolucion is null or fecha <= :fecha and fecha_devolucion > :fecha
              group by factura_id),
            candidata as (
              select f.*, 0.00 as despues from factura f
              where f.pendiente > 0 and f.vencimiento < :fecha
                and not exists (select from despues d where d.factura_id = f.id)
              union all
              select f.*, d.importe from despues d join factura f on f.id = d.factura_id
              where f.vencimiento < :fecha and f.anulada_en is null and f.sustituida_por is null),
            vencida as (
              select f.id, f.numero, f.fecha, f.vencimiento, f.total, f.total - f.compensado as debido,
                f.total - f.compensado - f.pagado + f.despues as quedaba,
                coalesce(a.fusionado_con, f.cliente_crm_id) as crm_id,
                coalesce(cast(coalesce(a.fusionado_con, f.cliente_crm_id) as text), f.cliente_cif_nif, lower(f.cliente_email),
                  f.cliente_nombre) as clave,
                coalesce(c.razon_social, c.nombre_completo, f.cliente_nombre) as nombre,
                coalesce(c.email, f.cliente_email) as email, coalesce(c.cif_nif, f.cliente_cif_nif) as cif_nif, c.tipo_cliente
              from candidata f
              left join cliente a on a.crm_id = f.cliente_crm_id
              left join cliente c on c.crm_id = coalesce(a.fusionado_con, a.crm_id) and not c.eliminado
              where f.total - f.compensado - f.pagado + f.despues > 0
                and (cast(:clientes as uuid[]) is null or f.cliente_crm_id = any(cast(:clientes as uuid[]))))
            """;

    private static final String PAGINA = VENCIDAS + """
            , deudor as (
              select clave, sum(quedaba) as quedaba, count(*) over () as deudores from vencida group by clave
              order by 2 desc, 1 limit :limit offset :skip)
            select d.deudores, v.*, (
                select coalesce(json_agg(json_build_object('dia', m.dia, 'importe', m.importe)), '[]')
                from pago p
                cross join lateral (values (p.fecha, p.importe), (p.fecha_devolucion, -p.importe)) as m (dia, importe)
                where p.factura_id = v.id and m.dia <= :fecha) as movimientos
            from deudor d join vencida v using (clave)
            order by d.quedaba desc, d.clave, v.vencimiento, v.id""";

    private static final TypeReference<List<Deuda.Movimiento>> MOVIMIENTOS = new TypeReference<>() {};

    /** Ley 3/2004, art. 8.1: for what it costs to collect, of each invoice. */
    private static final Importe COMPENSACION = new Importe(new BigDecimal(40));

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TiposDeDemora tipos;

    RecordatoriosReadModel(JdbcClient jdbc, JsonMapper json, TiposDeDemora tipos) {
        this.jdbc = jdbc;
        this.json = json;
        this.tipos = tipos;
    }

    /** @param total of all clients, also on other pages */
    record Lista(List<Recordatorio> recordatorios, long total) {}

    private record Fila(long deudores, Deudor deudor, Recordatorio.Vencida factura) {}

    /**
     * Who owes most first.
     *
     * @param clientes all the ids of one client; null for everybody
     */
    Lista lista(LocalDate fecha, @Nullable Set<UUID> clientes, Pagina pagina) {
        List<Fila> filas = preguntar(PAGINA, fecha, clientes)
                .param("limit", pagina.limit())
                .param("skip", pagina.skip())
                .query((row, number) -> fila(row, fecha))
                .list();
        return new Lista(
                recordatorios(filas),
                filas.isEmpty() ? deudores(fecha, clientes) : filas.get(0).deudores());
    }

    /** Of a page behind the last one too. */
    private long deudores(LocalDate fecha, @Nullable Set<UUID> clientes) {
        return preguntar(VENCIDAS + "select count(distinct clave) from vencida", fecha, clientes)
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec preguntar(String sql, LocalDate fecha, @Nullable Set<UUID> clientes) {
        return jdbc.sql(sql)
                .param("fecha", fecha)
                .param("clientes", clientes == null ? null : clientes.toArray(UUID[]::new));
    }

    /** Of each client the latest invoice knows best who it is. */
    private static List<Recordatorio> recordatorios(List<Fila> filas) {
        return filas.stream()
                .collect(Collectors.groupingBy(fila -> fila.deudor().clave(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(suyas -> Recordatorio.de(
                        suyas.get(suyas.size() - 1).deudor(),
                        suyas.stream().map(Fila::factura).toList()))
                .toList();
    }

    private Fila fila(ResultSet row, LocalDate fecha) throws SQLException {
        var deudor = new Deudor(
                row.getString("clave"),
                row.getObject("crm_id", UUID.class),
                row.getString("nombre"),
                row.getString("email"),
                row.getString("cif_nif"),
                row.getString("tipo_cliente"));
        LocalDate vencimiento = row.getObject("vencimiento", LocalDate.class);
        var deuda = new Deuda(
                vencimiento,
                new Importe(row.getBigDecimal("debido")),
                json.readValue(row.getString("movimientos"), MOVIMIENTOS));
        return new Fila(
                row.getLong("deudores"),
                deudor,
                new Recordatorio.Vencida(
                        row.getObject("id", UUID.class),
                        row.getString("numero"),
                        row.getObject("fecha", LocalDate.class),
                        vencimiento,
                        ChronoUnit.DAYS.between(vencimiento, fecha),
                        new Importe(row.getBigDecimal("total")),
                        deuda.pendiente(fecha),
                        deudor.esComercial() ? deuda.interes(fecha, tipos) : Importe.CERO,
                        deudor.esComercial() ? COMPENSACION : Importe.CERO));
    }
}
