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
     * What is overdue now, and what was paid only after that day. Whatever corrects an invoice counts from its beginning, as what
     * it takes off was never owed.
     */
    private static final String VENCIDAS = """
            with candidata as (
              select id from factura where pendiente > 0 and vencimiento < :fecha
              union
              select factura_id from pago where fecha > :fecha),
            vencida as (
              select f.*, f.total - f.compensado as debido, f.total - f.compensado - p.pagado as quedaba,
                coalesce(a.fusionado_con, f.cliente_crm_id) as crm_id,
                coalesce(cast(coalesce(a.fusionado_con, f.cliente_crm_id) as text), f.cliente_cif_nif, lower(f.cliente_email),
                  f.cliente_nombre) as clave,
                coalesce(c.razon_social, c.nombre_completo, f.cliente_nombre) as nombre,
                coalesce(c.email, f.cliente_email) as email, coalesce(c.cif_nif, f.cliente_cif_nif) as cif_nif, c.tipo_cliente
              from candidata join factura f using (id)
              left join cliente a on a.crm_id = f.cliente_crm_id
              left join cliente c on c.crm_id = coalesce(a.fusionado_con, a.crm_id) and not c.eliminado
              cross join lateral (
                select coalesce(sum(importe), 0) as pagado from pago
                where factura_id = f.id and fecha <= :fecha and coalesce(fecha_devolucion, 'infinity') > :fecha) p
              where f.vencimiento < :fecha and f.anulada_en is null and f.sustituida_por is null
                and f.total - f.compensado > p.pagado
                and (cast(:clientes as uuid[]) is null or f.cliente_crm_id = any(cast(:clientes as uuid[]))))
            """;

    private static final String PAGINA = VENCIDAS + """
            , deudor as (
              select clave, sum(quedaba) as quedaba from vencida group by clave
              order by 2 desc, 1 limit :limit offset :skip)
            select v.*, (
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

    private record Fila(Deudor deudor, Recordatorio.Vencida factura) {}

    /**
     * Who owes most first.
     *
     * @param clientes all the ids of one client; null for everybody
     */
    List<Recordatorio> lista(LocalDate fecha, @Nullable Set<UUID> clientes, Pagina pagina) {
        return preguntar(PAGINA, fecha, clientes)
                .param("limit", pagina.limit())
                .param("skip", pagina.skip())
                .query((row, number) -> fila(row, fecha))
                .list()
                .stream()
                .collect(Collectors.groupingBy(fila -> fila.deudor().clave(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(RecordatoriosReadModel::recordatorio)
                .toList();
    }

    /** Clients. */
    long total(LocalDate fecha, @Nullable Set<UUID> clientes) {
        return preguntar(VENCIDAS + "select count(distinct clave) from vencida", fecha, clientes)
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec preguntar(String sql, LocalDate fecha, @Nullable Set<UUID> clientes) {
        return jdbc.sql(sql)
                .param("fecha", fecha)
                .param("clientes", clientes == null ? null : clientes.toArray(UUID[]::new));
    }

    /** The latest of them knows best who it is. */
    private static Recordatorio recordatorio(List<Fila> filas) {
        return Recordatorio.de(
                filas.get(filas.size() - 1).deudor(),
                filas.stream().map(Fila::factura).toList());
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
