package es.crmfactura.allinone;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes up for a broker that forgets. What it held when it stopped had been confirmed to the publisher and not yet reached
 * the reader: so before the relays start, each goes back in its log to before the oldest event that the other service's
 * inbox does not know. What that inbox does know it will not apply again.
 */
final class BrokerMemory {

    private static final Logger log = LoggerFactory.getLogger(BrokerMemory.class);

    private static final String GO_BACK = """
            with oldest as (
              select min(e.xid) as xid from %1$s.event_log e
              where not exists (select from %2$s.inbox i where i.event_id = e.event_id))
            update %1$s.relay_cursor
            set snapshot = format('%%s:%%s:', xid, xid)::pg_snapshot, upper = null, last_seq = 0, revision = revision + 1
            from oldest
            where xid < pg_snapshot_xmax(snapshot)""";

    private BrokerMemory() {}

    /** @param superuser of the database of both services, whose relays do not run */
    static void restore(Connection superuser) throws SQLException {
        goBack(superuser, "crm", "factura");
        goBack(superuser, "factura", "crm");
    }

    private static void goBack(Connection superuser, String publisher, String reader) throws SQLException {
        try (var statement = superuser.createStatement()) {
            if (statement.executeUpdate(GO_BACK.formatted(publisher, reader)) > 0) {
                log.info("{} delivers again what the broker held for {} when it was stopped", publisher, reader);
            }
        }
    }
}
