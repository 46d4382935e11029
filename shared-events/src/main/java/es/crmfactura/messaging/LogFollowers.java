package es.crmfactura.messaging;

import java.time.Duration;

/** Lets other modules read this service's log, each with a cursor of its own and without holding back anybody else. */
public final class LogFollowers {

    private final MessagingProperties settings;
    private final DatabaseConnections database;

    LogFollowers(MessagingProperties settings, DatabaseConnections database) {
        this.settings = settings;
        this.database = database;
    }

    /**
     * To be made a bean, so that it starts and stops with the service.
     *
     * @param reader has a row of this name in {@code log_reader_cursor}
     * @param interval how often it looks into the log
     */
    public LogFollower follower(String reader, Duration interval, boolean autoStartup, LogFollower.Reaction reaction) {
        return new LogFollower(settings, reader, interval, autoStartup, database, reaction);
    }
}
