package es.crmfactura.allinone.fuzz;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the databases of both services hold. */
final class Books {

    /** All but those that are also written while nobody asks for anything. */
    private static final String BUSINESS_TABLES = """
            select format('select ''%1$s.%2$s'', count(*) || '' '' || coalesce(sum(hashtextextended(t::text, 0)), 0) from %1$s.%2$s t',
              relnamespace::regnamespace, relname) || case relname when 'event_log' then ' where type !~ ''[.]Punto|[.]Reenvio''' else '' end
            from pg_class
            where relnamespace::regnamespace::text in ('crm', 'factura') and relkind in ('r', 'p') and not relispartition
              and relname !~ '^(sombra_|suma_|importacion|lote|verifactu_(envio|remision)|(entrega|intento)_webhook|peticion_hecha)'
              and relname !~ '(inbox|parked_event|cursor|^checkpoint.*|stream_check|replay|reconstruccion|por_sumar|flyway.*|envio)$'""";

    private static final String NOT_APPLIED = """
            select e.type || ' ' || e.event_id from %s.event_log e
            where e.type !~ '[.]Punto|[.]Reenvio' and not exists (select from %s.inbox i where i.event_id = e.event_id) limit 20""";

    private static final Map<String, String> RULES = Map.of(
            "series with a gap", """
                    select serie from factura.factura join factura.serie using (serie, ejercicio)
                    group by serie, ejercicio, ultimo
                    having count(*) <> max(ordinal) or min(ordinal) <> 1 or max(ordinal) <> ultimo""",
            "invoices without one record", """
                    select f.numero from factura.factura f
                    left join factura.verifactu_registro r on r.factura_id = f.id and r.tipo = 'alta' and r.subsana is null
                    group by f.numero having count(r.id) <> 1""",
            "invoices not told once", """
                    select numero from factura.factura f
                    left join factura.event_log e on e.aggregate_id = f.id and e.type like '%FacturaEmitida%'
                    group by numero having count(e.seq) <> 1""",
            "invoices without one actividad", """
                    select format('%s of %s, known to be of %s: %s', f.numero, f.cliente_crm_id, k.cliente_id, count(a.id))
                    from factura.factura f
                    left join crm.factura_conocida k on k.factura_id = f.id
                    left join crm.actividad a on a.factura_numero = f.numero and a.tipo = 'venta'
                    left join crm.cliente_fusionado m on m.id = f.cliente_crm_id
                    -- what was told of a client that is there no more has gone with it
                    where f.cliente_crm_id is null or exists (
                      select from crm.cliente c where c.id = coalesce(m.destino_id, f.cliente_crm_id))
                    group by f.numero, f.cliente_crm_id, k.cliente_id having count(a.id) <> 1""",
            "payments that are not what was paid", """
                    select numero from factura.factura f left join factura.pago p on p.factura_id = f.id and p.fecha_devolucion is null
                    group by numero, pagado having coalesce(sum(importe), 0) <> pagado""",
            "parked in the CRM", "select reason from crm.parked_event",
            "parked in billing", "select reason from factura.parked_event");

    private static final int LOOKS = 50;

    private final Statement statement;
    private final String fingerprint;

    Books(Connection superuser) throws SQLException {
        statement = superuser.createStatement();
        fingerprint = String.join(" union all ", rows(BUSINESS_TABLES));
    }

    /** By table, how many rows there are and something that changes with any of them. */
    Map<String, String> fingerprint() throws SQLException {
        Map<String, String> tables = new TreeMap<>();
        try (ResultSet result = statement.executeQuery(fingerprint)) {
            while (result.next()) {
                tables.put(result.getString(1), result.getString(2));
            }
        }
        return tables;
    }

    /** The same, once it is twice the same; of what never is, the last. */
    Map<String, String> settled() throws SQLException {
        Map<String, String> before = fingerprint();
        Map<String, String> now = fingerprint();
        for (int i = 0; i < LOOKS && !now.equals(before); i++) {
            before = now;
            now = fingerprint();
        }
        return now;
    }

    /** @return what the services have told and not yet heard */
    List<String> onTheWay() throws SQLException {
        List<String> events = rows(NOT_APPLIED.formatted("crm", "factura"));
        events.addAll(rows(NOT_APPLIED.formatted("factura", "crm")));
        return events;
    }

    /** @return by broken rule, what breaks it */
    Map<String, String> broken() throws SQLException {
        Map<String, String> broken = new TreeMap<>();
        for (var rule : RULES.entrySet()) {
            List<String> rows = rows(rule.getValue());
            if (!rows.isEmpty()) {
                broken.put(rule.getKey(), rows.stream().limit(10).collect(Collectors.joining(", ")));
            }
        }
        return broken;
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
