package es.crmfactura.crm.cifras;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The known invoices as they are answered. */
@Component
public class FacturasReadModel {

    private static final String DE_UN_CLIENTE = """
            select to_json(r)
            from (
              select f.factura_id, f.numero, f.fecha, f.vencimiento, f.total, f.cobrado,
                case
                  when f.anulada then 'anulada'
                  when v.sustituida then 'rectificada'
                  when f.cobrado >= f.total or v.debe = 0 and v.ocupa_lugar then 'pagada'
                  when v.debe = 0 then 'rectificada'
                  when f.vencimiento < cast(:hoy as date) then 'vencida'
                  when f.cobrado > 0 then 'parcialmente_pagada'
                  else 'emitida'
                end as estado
              from factura_conocida f
              left join factura_viva v on v.factura_id = f.factura_id
              where f.cliente_id = :cliente and f.fecha is not null
              order by f.fecha desc, f.numero desc
              limit :limit) r""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    FacturasReadModel(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Latest first. */
    public List<FacturaConocida> de(UUID cliente, int limit) {
        return jdbc
                .sql(DE_UN_CLIENTE)
                .param("cliente", cliente)
                .param("hoy", LocalDate.now(clock))
                .param("limit", limit)
                .query(String.class)
                .list()
                .stream()
                .map(fila -> json.readValue(fila, FacturaConocida.class))
                .toList();
    }
}
