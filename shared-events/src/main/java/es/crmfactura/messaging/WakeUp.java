package es.crmfactura.messaging;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;

/** Where a thread waits, such as the relay's, and how others wake it. Any number of calls before it looks are one. */
public final class WakeUp {

    private final AtomicBoolean committed = new AtomicBoolean();
    private final AtomicBoolean nudged = new AtomicBoolean();
    private final TransactionSynchronization afterCommit = new TransactionSynchronization() {
        @Override
        public void afterCommit() {
            committed();
        }
    };
    private volatile @Nullable Thread waiting;

    /** What it was woken by. */
    public enum Reason {
        COMMIT,
        NUDGE,
        TIMEOUT
    }

    /** To be registered with a transaction that writes to the log, or leaves other work. */
    public TransactionSynchronization afterCommit() {
        return afterCommit;
    }

    /** There is something new. */
    void committed() {
        wake(committed);
    }

    /** Something else has changed, and there is no need to read the log for it. */
    public void nudge() {
        wake(nudged);
    }

    private void wake(AtomicBoolean reason) {
        if (reason.compareAndSet(false, true)) {
            LockSupport.unpark(waiting);
        }
    }

    /** Waits for a call that came after the last one it answered to, for at most {@code timeout}. */
    public Reason await(Duration timeout) {
        waiting = Thread.currentThread();
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            if (committed.getAndSet(false)) {
                return Reason.COMMIT;
            }
            if (nudged.getAndSet(false)) {
                return Reason.NUDGE;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Reason.TIMEOUT;
            }
            LockSupport.parkNanos(this, left);
        }
    }
}
