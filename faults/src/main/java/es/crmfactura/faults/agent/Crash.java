package es.crmfactura.faults.agent;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Called by the steps. */
public final class Crash {

    private static final AtomicInteger left = new AtomicInteger();
    private static volatile @Nullable CrashPoint armed;

    private Crash() {}

    static void arm(CrashPoint point, int times) {
        left.set(times);
        armed = point;
    }

    public static void reached(String name) {
        CrashPoint point = armed;
        if (point != null
                && point.name().equals(name)
                && Thread.currentThread().getName().contains(point.thread)
                && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(point.exitCode());
        }
    }
}
