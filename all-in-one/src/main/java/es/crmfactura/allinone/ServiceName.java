package es.crmfactura.allinone;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Objects;

/**
 * The service that a log line is about. Both share one logging system; what tells them apart is the thread, since every
 * thread of a service descends from the one that started it.
 */
public final class ServiceName extends ClassicConverter {

    private static final InheritableThreadLocal<String> NAME = new InheritableThreadLocal<>();

    /** Meanwhile this thread works for {@code service}, and those that it starts do so for good. */
    static void during(String service, Runnable work) {
        NAME.set(service);
        try {
            work.run();
        } finally {
            NAME.remove();
        }
    }

    @Override
    public String convert(ILoggingEvent event) {
        return Objects.requireNonNullElse(NAME.get(), "all-in-one");
    }
}
