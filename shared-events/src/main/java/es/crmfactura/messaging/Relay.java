package es.crmfactura.messaging;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes the log to the broker, in order. Of all instances of a service one leads; the others wait for its database
 * connection, and with it the lock of leadership, to go. Whatever fails, it begins again behind the last confirmed page:
 * an event may be sent twice then, and the reader's inbox makes that one.
 */
public final class Relay implements SmartLifecycle {

    /** The relay starts after the inbox, which comes first to have queues to send to, and stops before it. */
    static final int PHASE = 1_000;

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private final MessagingProperties settings;
    private final DatabaseConnections database;
    private final BrokerConnections broker;
    private final WakeUp wakeUp;
    private final Deque<InFlight> inFlight = new ArrayDeque<>();
    private final Worker worker;
    private volatile State state = State.STOPPED;

    Relay(MessagingProperties settings, DatabaseConnections database, BrokerConnections broker, WakeUp wakeUp) {
        this.settings = settings;
        this.database = database;
        this.broker = broker;
        this.wakeUp = wakeUp;
        this.worker = new Worker(settings.service() + "-relay", this::takePart, this::failed);
    }

    enum State {
        STOPPED,
        STANDBY,
        LEADING,
        FAILING
    }

    private record InFlight(long tag, LogReader.Cursor cursor, long sentAt) {}

    State state() {
        return state;
    }

    private void takePart() throws IOException, SQLException, InterruptedException {
        try (Connection connection = database.open(settings.service() + " relay");
                var leadership = new Leadership("relay", connection, wakeUp)) {
            state = State.STANDBY;
            while (!leadership.isWon()) {
                if (!worker.isWanted()) {
                    return;
                }
                leadership.standBy(settings.relay().standbyRetry());
            }
            leadership.listen(() -> database.open(settings.service() + " relay wake-up"));
            try (var publisher = new ConfirmedPublisher(
                    broker.openForPages(settings.service() + " relay"),
                    settings.exchange(),
                    settings.service(),
                    wakeUp::nudge)) {
                log.info("leads: delivers the log of {} to {}", settings.service(), settings.exchange());
                state = State.LEADING;
                deliver(new LogReader(connection, settings.relay().pageSize()), publisher);
            }
        } finally {
            inFlight.clear();
            state = State.STOPPED;
        }
    }

    private void deliver(LogReader events, ConfirmedPublisher publisher) throws IOException, SQLException {
        LogReader.Cursor cursor = events.cursor();
        boolean maybeMore = true;
        LocalDate partitionsSeenTo = LocalDate.MIN;
        while (worker.isWanted()) {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            if (today.isAfter(partitionsSeenTo)) {
                events.createPartitions();
                partitionsSeenTo = today;
            }
            boolean room = publisher.unconfirmed() < settings.relay().maxInFlight();
            if (maybeMore && room) {
                LogReader.Page page = events.next(cursor);
                if (!page.isEmpty()) {
                    inFlight.add(new InFlight(publisher.publish(page.rows()), page.next(), System.nanoTime()));
                }
                cursor = page.next();
                maybeMore = cursor.upper() != null;
            }
            settle(events, publisher);
            if (!maybeMore || !room) {
                maybeMore |= wakeUp.await(settings.relay().pollInterval()) != WakeUp.Reason.NUDGE;
            }
        }
        drain(events, publisher);
    }

    /** Moves the stored cursor behind what the broker has confirmed. */
    private void settle(LogReader events, ConfirmedPublisher publisher) throws IOException, SQLException {
        publisher.check();
        LogReader.Cursor confirmed = null;
        while (!inFlight.isEmpty() && publisher.isConfirmed(inFlight.getFirst().tag())) {
            confirmed = inFlight.removeFirst().cursor();
        }
        if (confirmed != null) {
            events.moveTo(confirmed);
        }
        if (!inFlight.isEmpty()) {
            Duration waited =
                    Duration.ofNanos(System.nanoTime() - inFlight.getFirst().sentAt());
            if (waited.compareTo(settings.relay().confirmTimeout()) > 0) {
                throw new IOException("the broker has not confirmed a message for " + waited.toSeconds() + " s");
            }
        }
    }

    private void drain(LogReader events, ConfirmedPublisher publisher) throws IOException, SQLException {
        long deadline = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (!inFlight.isEmpty() && System.nanoTime() < deadline) {
            wakeUp.await(Duration.ofMillis(50));
            settle(events, publisher);
        }
    }

    private void failed(String reason) {
        state = State.FAILING;
        log.warn("delivers nothing for now, events wait in the log: {}", reason);
    }

    @Override
    public void start() {
        worker.start();
    }

    @Override
    public void stop() {
        worker.stop(wakeUp::nudge);
    }

    @Override
    public boolean isRunning() {
        return worker.isWanted();
    }

    @Override
    public boolean isAutoStartup() {
        return settings.relay().autoStartup();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
