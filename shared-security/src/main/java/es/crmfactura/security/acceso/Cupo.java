package es.crmfactura.security.acceso;

import java.time.Duration;

/** Lets so much through a second for long, and twice of it at once (a leaky bucket, kept as the time when it will be empty). */
final class Cupo {

    private static final long SECOND = 1_000_000_000;

    private long empty;

    Cupo(long now) {
        this.empty = now;
    }

    /**
     * @param now of {@link System#nanoTime}
     * @return how long to wait before asking again; zero if it has been let through
     */
    synchronized Duration pasar(int perSecond, long now) {
        long each = SECOND / perSecond;
        long from = Math.max(empty - now, 0);
        long tooMuch = from + each - 2 * SECOND;
        if (tooMuch > 0) {
            return Duration.ofNanos(tooMuch);
        }
        empty = now + from + each;
        return Duration.ZERO;
    }
}
