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

    /** From now on this thread, and those that it starts, work for {@code service}. */
    static void set(String service) {
        NAME.set(service);
    }

    @Override
    public String convert(ILoggingEvent event) {
        return Objects.requireNonNullElse(NAME.get(), "all-in-one");
    }
}
