package es.crmfactura.messaging;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A thread that does one thing until it is stopped, and after a failure pauses a while and begins anew. */
public final class Worker {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(10);

    /** Returns when {@link #isWanted()} has become false. */
    public interface Work {
        void run() throws Exception;
    }

    private final String name;
    private final Work work;
    private final Consumer<String> onFailure;
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile boolean wanted;
    private @Nullable Thread thread;

    /** @param onFailure is told why the work did not go on; values of rows do not stand in it */
    public Worker(String name, Work work, Consumer<String> onFailure) {
        this.name = name;
        this.work = work;
        this.onFailure = onFailure;
    }

    public boolean isWanted() {
        return wanted;
    }

    public synchronized void start() {
        if (wanted) {
            return;
        }
        wanted = true;
        stopped = new CountDownLatch(1);
        thread = new Thread(this::runUntilStopped, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void runUntilStopped() {
        Duration pause = SHORTEST_PAUSE;
        while (wanted) {
            long begun = System.nanoTime();
            try {
                work.run();
            } catch (Exception e) {
                onFailure.accept(rootMessage(e));
                boolean ranWell = System.nanoTime() - begun > LONGEST_PAUSE.toNanos();
                pause = ranWell ? SHORTEST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
                pause(pause);
            }
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Waits, unless it is stopped meanwhile. */
    void pause(Duration pause) {
        try {
            stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wanted = false;
        }
    }

    /** @param wake makes the work look at {@link #isWanted()} now */
    public synchronized void stop(Runnable wake) {
        Thread running = thread;
        wanted = false;
        stopped.countDown();
        wake.run();
        if (running == null) {
            return;
        }
        try {
            running.join(PATIENCE_AT_STOP.toMillis());
            if (running.isAlive()) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }
}
