package es.crmfactura.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** Reads all that is logged meanwhile, and remembers what belongs in no log: persons and secrets. */
final class QuietLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final Pattern FORBIDDEN = Pattern.compile(
            // mail addresses; tax ids; phones; keys of programs and of webhooks; what proves who one is
            "[\\w.+-]+@[\\w-]+\\.[a-z]{2,}"
                    + "|\\b(\\d{8}[A-Z]|[XYZ]\\d{7}[A-Z]|[A-HJNP-SUVW]\\d{7}[0-9A-J])\\b"
                    + "|\\+34 ?\\d{3}"
                    + "|crmf_[\\w-]{43}|whsec_[\\w+/]{8}|Bearer [\\w.-]{8}|(?i:password|contraseña)\\W{1,3}\\w");

    private final Queue<String> found = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    QuietLog() {
        setContext(root.getLoggerContext());
        start();
        root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        String text = event.getFormattedMessage()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
        var forbidden = FORBIDDEN.matcher(text);
        if (forbidden.find()) {
            found.add(event.getLoggerName() + ": \"" + forbidden.group() + "\" in: " + text);
        }
    }

    /** @throws AssertionError if there was any */
    @Override
    public void close() {
        root.detachAppender(this);
        assertThat(found).as("persons and secrets in the log").isEmpty();
    }
}
