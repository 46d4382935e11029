package es.crmfactura.allinone.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import org.slf4j.LoggerFactory;

/** All that is logged as an error while it listens. */
final class ErrorLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final Logger ROOT =
            ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private final Queue<ILoggingEvent> logged = new ConcurrentLinkedQueue<>();

    /** To be made after the services have started: each of them sets up logging anew. */
    ErrorLog() {
        start();
        ROOT.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel() == Level.ERROR) {
            logged.add(event);
        }
    }

    /** Each once, by who has logged it and what it says. */
    void drain(BiConsumer<String, String> to) {
        for (ILoggingEvent event = logged.poll(); event != null; event = logged.poll()) {
            var cause = event.getThrowableProxy();
            to.accept(
                    "logged as an error by " + event.getLoggerName()
                            + (cause == null ? "" : ": " + cause.getClassName()),
                    event.getFormattedMessage() + (cause == null ? "" : ": " + cause.getMessage()));
        }
    }

    @Override
    public void close() {
        ROOT.detachAppender(this);
    }
}
