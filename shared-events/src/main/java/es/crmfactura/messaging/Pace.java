package es.crmfactura.messaging;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Keeps steps apart: who comes soon after the last step waits, who comes later does not. */
final class Pace {

    private final long interval;
    private long next = System.nanoTime();

    Pace(Duration interval) {
        this.interval = interval.toNanos();
    }

    void step() {
        for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        next = System.nanoTime() + interval;
    }
}
