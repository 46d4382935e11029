package es.crmfactura.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Those that are brought about from inside the database. */
final class DatabaseFaults {

    /** How many events wait before a slow consumer. */
    static final int BACKLOG = Integer.getInteger("backlog", 2_000);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private DatabaseFaults() {}

    /** Moves billing's log to a small file system, fills that, and waits until somebody is turned away. */
    static void fillTheDiskOfTheLog(Stack stack, Load load, Random random) throws Exception {
        Servers servers = stack.servers();
        String small = "small_" + System.nanoTime();
        servers.inDatabaseServer("mkdir /small/%1$s && chown postgres /small/%1$s".formatted(small));
        try (Connection superuser = servers.superuser();
                Statement statement = superuser.createStatement()) {
            List<String> partitions = Ledger.rows(
                    statement,
                    "select inhrelid::regclass::text from pg_inherits where inhparent = 'factura.event_log'::regclass");
            statement.execute("create tablespace %1$s location '/small/%1$s'".formatted(small));
            move(statement, partitions, small);
            servers.inDatabaseServer("dd if=/dev/zero of=/small/fill bs=4k 2>/dev/null; true");
            int before = load.turnedAway();
            await().atMost(PATIENCE).until(() -> load.turnedAway() > before + 3);
            servers.inDatabaseServer("rm /small/fill");
            move(statement, partitions, "pg_default");
            statement.execute("drop tablespace " + small);
        }
    }

    private static void move(Statement statement, List<String> tables, String tablespace) throws Exception {
        for (String table : tables) {
            statement.execute("alter table %s set tablespace %s".formatted(table, tablespace));
        }
    }

    /** The CRM's queue goes while it holds what the relay has been confirmed. */
    static void loseAQueue(Stack stack, Load load, Random random) throws Exception {
        try (Connection superuser = stack.servers().superuser();
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute("lock table crm.inbox in exclusive mode");
            load.awaitDone(4);
            awaitDelivered(stack, Stack.Service.FACTURA);
            try (var connection = stack.servers().broker().newConnection();
                    var channel = connection.createChannel()) {
                assertThat(channel.queueDelete("crm.inbox").getMessageCount()).isNotNegative();
            }
            superuser.rollback();
            superuser.setAutoCommit(true);
            load.issue();
        }
    }

    /** Billing can't take anything in while the CRM tells the last news of a client again and again, as so many events. */
    static void letABacklogGrow(Stack stack, Load load, Random random) throws Exception {
        try (Connection lock = stack.servers().superuser();
                Connection superuser = stack.servers().superuser();
                Statement statement = superuser.createStatement()) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("lock table factura.inbox in exclusive mode");
            statement.execute("""
                    insert into crm.event_log
                      (event_id, type, routing_key, aggregate_id, aggregate_version, body, created_at)
                    select id, type, routing_key, aggregate_id, aggregate_version,
                      convert_to(replace(convert_from(body, 'UTF8'), event_id::text, id::text), 'UTF8'), now()
                    from (
                      select * from crm.event_log where aggregate_id = '%s' order by aggregate_version desc limit 1) e,
                      lateral (select gen_random_uuid() as id from generate_series(1, %d) where e.seq > 0) nuevas""".formatted(load.quietClient(), BACKLOG));
            awaitDelivered(stack, Stack.Service.CRM);
            lock.rollback();
        }
    }

    /** Until the broker has confirmed all that is in a service's log. */
    static void awaitDelivered(Stack stack, Stack.Service service) throws Exception {
        try (Connection superuser = stack.servers().superuser();
                Statement statement = superuser.createStatement()) {
            await().atMost(PATIENCE.plusSeconds(BACKLOG / 1_000))
                    .until(() -> Ledger.rows(statement, """
                            select '' from %1$s.event_log e, %1$s.relay_cursor c
                            where not pg_visible_in_snapshot(e.xid, c.snapshot) limit 1""".formatted(service.schema()))
                            .isEmpty());
        }
    }
}
