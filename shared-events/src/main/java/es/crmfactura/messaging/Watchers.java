package es.crmfactura.messaging;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** All who watch what arrives, and none of whom disturbs what is applied. */
final class Watchers {

    private static final Logger log = LoggerFactory.getLogger(Watchers.class);

    /** What has no effect, by somebody's decision or until somebody decides. */
    private static final String WITHOUT_EFFECT = """
            select e.id from unnest(?::uuid[]) e (id)
            where exists (select from parked_event p where p.event_id = e.id)
              or exists (select from parked_decision d where d.event_id = e.id and d.outcome = 'discarded')""";

    private final JdbcTemplate jdbc;
    private final List<EventWatcher> all;

    Watchers(JdbcTemplate jdbc, List<EventWatcher> all) {
        this.jdbc = jdbc;
        this.all = all;
    }

    /** Within the caller's transaction, behind what it applies and parks. */
    void show(List<Event> events) {
        List<EventWatcher> watching =
                all.stream().filter(EventWatcher::isWatching).toList();
        if (!watching.isEmpty()) {
            List<Event> shown = withEffect(events);
            watching.forEach(watcher -> show(watcher, shown));
        }
    }

    private List<Event> withEffect(List<Event> events) {
        Set<UUID> without = new HashSet<>(jdbc.queryForList(WITHOUT_EFFECT, UUID.class, (Object)
                events.stream().map(Event::id).toArray(UUID[]::new)));
        return events.stream().filter(e -> !without.contains(e.id())).toList();
    }

    private void show(EventWatcher watcher, List<Event> events) {
        jdbc.execute("savepoint shown");
        try {
            watcher.see(events);
        } catch (RuntimeException e) {
            log.warn("a watcher of {} events has failed: {}", events.size(), e.toString());
            // fails too where the database is away: then all of the batch is done again
            jdbc.execute("rollback to savepoint shown");
            watcher.failed(Inbox.reason(e));
        }
        jdbc.execute("release savepoint shown");
    }
}
