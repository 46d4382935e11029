package es.crmfactura.factura;

import es.crmfactura.eventos.EventoDeControl;
import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.messaging.CloudEventFormat;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventTypes;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What billing has told, as others read it. */
@TestComponent
public class EventLogReader {

    private final JdbcClient jdbc;
    private final CloudEventFormat format;
    private final EventTypes types;

    EventLogReader(JdbcClient jdbc, CloudEventFormat format, EventTypes types) {
        this.jdbc = jdbc;
        this.format = format;
        this.types = types;
    }

    /** Of one invoice, in the order of the log. */
    public List<Event> of(String facturaId) {
        return jdbc
                .sql("select body from event_log where aggregate_id = ? order by seq")
                .param(UUID.fromString(facturaId))
                .query(byte[].class)
                .list()
                .stream()
                .map(format::read)
                .toList();
    }

    /** Of the full invoices of a year that were told as issued, in the order of the log. */
    public List<String> numeros(int ejercicio) {
        return jdbc.sql("""
                        select e.body from event_log e join factura f on f.id = e.aggregate_id
                        where f.ejercicio = ? and f.serie = 'FAC' and e.aggregate_version = 1 order by e.seq""").param(ejercicio).query(byte[].class).list().stream()
                .map(format::read)
                .map(event -> ((FacturaEmitida) event.payload()).numero())
                .toList();
    }

    /** Without what it tells of the stream itself, which comes at its own times. */
    public long count() {
        return jdbc.sql("select count(*) from event_log where type not in (:control)")
                .param("control", types.names(EventoDeControl.class))
                .query(Long.class)
                .single();
    }
}
