package es.crmfactura.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Counts in the database itself, past the services. */
final class Ledger {

    private static final Duration PATIENCE = Duration.ofSeconds(150 + DatabaseFaults.BACKLOG / 1_000);

    private static final String OF_THE_STREAM = "[.](PuntoDeControl|PuntoVerificado|ReenvioPedido|ReenvioTerminado)[.]";

    /** What is told of the stream itself is told anew where it is lost, under another id. */
    private static final String NOT_APPLIED = """
            select e.type || ' ' || e.event_id from %1$s.event_log e
            where e.seq > %3$d and e.type !~ '%4$s' and not exists (select from %2$s.inbox i where i.event_id = e.event_id)
            order by e.seq limit 20""";

    /**
     * Those of one transaction are applied together, and the inbox does not keep their order. What the services tell each other
     * of the stream itself has no order to keep, as who reads it goes by its number; what was lost and asked for comes late.
     */
    private static final String INVERTED = """
            select source || ' ' || aggregate_id from (
              select source, aggregate_id, min(aggregate_version) as first,
                lag(max(aggregate_version)) over (partition by source, aggregate_id order by received_at) as before
              from %1$s.inbox
              where type !~ '%2$s' and not exists (select from %3$s.replay where event_id = any (event_ids))
              group by source, aggregate_id, received_at) i
            where first < before""";

    private final Servers servers;
    private final Load load;
    private final Program program;
    /** By service, all up to here is known to have been applied. */
    private final Map<Stack.Service, Long> applied = new HashMap<>();

    Ledger(Servers servers, Load load, Program program) {
        this.servers = servers;
        this.load = load;
        this.program = program;
    }

    static boolean isOfTheStream(String type) {
        return Pattern.compile(OF_THE_STREAM).matcher(type).find();
    }

    /** @throws AssertionError unless all that happened has arrived, once and in order, and adds up */
    void check() throws Exception {
        try (Connection superuser = servers.superuser();
                Statement statement = superuser.createStatement()) {
            for (Stack.Service service : Stack.Service.values()) {
                awaitApplied(statement, service);
            }
            invoicesAreThoseAnswered(statement);
            numbersAndRecordsHaveNoGaps(statement);
            eventsAreToldAndAppliedOnce(statement);
            sumsAreTheSame(statement);
        }
        nobodyGaveUp();
    }

    /** What takes longer with each round. */
    void checkAtTheEnd() throws Exception {
        applied.clear();
        check();
        assertThat(program.get(Stack.Service.FACTURA, "/api/verifactu/cadena")
                        .get("integra")
                        .asBoolean())
                .as("the chain is whole")
                .isTrue();
    }

    /** @return the events that have been told by {@code service} and that the other one does not know */
    List<String> notApplied(Statement statement, Stack.Service service) throws SQLException {
        return rows(
                statement,
                NOT_APPLIED.formatted(
                        service.schema(), service.other().schema(), applied.getOrDefault(service, 0L), OF_THE_STREAM));
    }

    private void awaitApplied(Statement statement, Stack.Service service) throws SQLException {
        long last =
                Long.parseLong(rows(statement, "select coalesce(max(seq), 0) from " + service.schema() + ".event_log")
                        .get(0));
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(notApplied(statement, service))
                        .as("lost on the way from " + service)
                        .isEmpty());
        applied.put(service, last);
    }

    private void invoicesAreThoseAnswered(Statement statement) throws SQLException {
        assertThat(pairs(statement, "select notas, numero from factura.factura"))
                .as("invoices by key")
                .isEqualTo(load.invoices);
        assertThat(pairs(
                        statement,
                        "select referencia, numero from factura.pago p join factura.factura f on f.id = factura_id"))
                .as("payments by key")
                .isEqualTo(load.payments);
    }

    private static void numbersAndRecordsHaveNoGaps(Statement statement) throws SQLException {
        none(statement, "series with a gap", """
                select serie from factura.factura join factura.serie using (serie, ejercicio)
                group by serie, ejercicio, ultimo
                having count(*) <> max(ordinal) or min(ordinal) <> 1 or max(ordinal) <> ultimo""");
        none(statement, "records that do not continue the chain", """
                select numero from (
                  select r.numero, r.posicion, r.huella_anterior,
                    row_number() over cadena as lugar, lag(r.huella) over cadena as anterior
                  from factura.verifactu_registro r window cadena as (partition by r.cadena order by r.posicion)) r
                where posicion <> lugar or huella_anterior is distinct from anterior""");
        none(statement, "invoices without one record", """
                select f.numero from factura.factura f left join factura.verifactu_registro r on r.factura_id = f.id
                group by f.numero having count(r.id) <> 1""");
    }

    private static void eventsAreToldAndAppliedOnce(Statement statement) throws SQLException {
        none(statement, "invoices not told once", """
                select numero from factura.factura f
                left join factura.event_log e on e.aggregate_id = f.id and e.type like '%FacturaEmitida%'
                group by numero having count(e.seq) <> 1""");
        none(statement, "invoices without one actividad", """
                select numero from factura.factura f
                left join crm.actividad a on a.factura_numero = f.numero and a.tipo = 'venta'
                group by numero having count(a.id) <> 1""");
        none(statement, "invoices whose payments have not one actividad each", """
                select numero from (
                  select numero, (select count(*) from factura.pago p where p.factura_id = f.id) as pagos,
                    (select sum(importe) from factura.pago p where p.factura_id = f.id) as suma, pagado
                  from factura.factura f) f
                left join crm.actividad a on a.factura_numero = f.numero and a.tipo = 'pago'
                group by numero, pagos, suma, pagado
                having count(a.id) <> pagos or coalesce(suma, 0) <> pagado""");
        none(statement, "applied and never told", """
                select i.event_id::text from crm.inbox i
                where not exists (select from factura.event_log e where e.event_id = i.event_id)
                union all
                select i.event_id::text from factura.inbox i
                where not exists (select from crm.event_log e where e.event_id = i.event_id)""");
        for (Stack.Service service : Stack.Service.values()) {
            none(
                    statement,
                    "aggregates out of order",
                    INVERTED.formatted(
                            service.schema(), OF_THE_STREAM, service.other().schema()));
            none(statement, "parked", "select reason from %s.parked_event".formatted(service.schema()));
        }
    }

    private static void sumsAreTheSame(Statement statement) throws SQLException {
        none(statement, "clients of whom the CRM adds up something else", """
                select cliente_crm_id::text from (
                  select cliente_crm_id, sum(total) as total, sum(total - pagado) as pendiente
                  from factura.factura group by cliente_crm_id) f
                full join (
                  select cliente_id, sum(total) as total, sum(debe) as pendiente
                  from crm.factura_viva group by cliente_id) c on c.cliente_id = f.cliente_crm_id
                where (f.total, f.pendiente) is distinct from (c.total, c.pendiente)""");
        none(
                statement,
                "invoices that have moved later than is noted, by which reports of a past day would leave it out",
                """
                select numero from factura.factura f join factura.pago p on p.factura_id = f.id
                group by numero, ultimo_movimiento
                having ultimo_movimiento is null or ultimo_movimiento < max(p.fecha)""");
        none(statement, "clients whom billing knows by another name", """
                select c.nombre_completo from crm.cliente c left join factura.cliente f on f.crm_id = c.id
                where f.nombre_completo is distinct from c.nombre_completo or f.version is distinct from c.version""");
    }

    private void nobodyGaveUp() throws Exception {
        try (var connection = servers.broker().newConnection();
                Channel channel = connection.createChannel()) {
            for (Stack.Service service : Stack.Service.values()) {
                assertThat(channel.messageCount(service.schema() + ".dead-letter"))
                        .as("dead letters of " + service)
                        .isZero();
            }
        }
    }

    private static void none(Statement statement, String what, String sql) throws SQLException {
        assertThat(rows(statement, sql)).as(what).isEmpty();
    }

    static List<String> rows(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private static Map<String, String> pairs(Statement statement, String sql) throws SQLException {
        Map<String, String> pairs = new HashMap<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                assertThat(pairs.put(result.getString(1), result.getString(2)))
                        .as("twice: " + result.getString(1))
                        .isNull();
            }
        }
        return pairs;
    }
}
