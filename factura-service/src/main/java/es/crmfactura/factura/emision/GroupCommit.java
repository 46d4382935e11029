package es.crmfactura.factura.emision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Does in one transaction what several threads want at the same time: who comes while a group is at work joins the next one.
 * Who comes alone waits for nobody. There is no thread of its own: the first of a group does the work of all.
 */
final class GroupCommit<T, R> {

    private final int largestGroup;
    private final Function<T, ?> owner;
    private final Function<List<T>, List<Supplier<R>>> work;
    private final Deque<Turn<T, R>> waiting = new ArrayDeque<>();
    private boolean busy;

    /**
     * @param owner those of one group are of one, as a transaction is one's deed
     * @param work one transaction; gives an outcome for each, in their order, and nothing is done if it throws
     */
    GroupCommit(int largestGroup, Function<T, ?> owner, Function<List<T>, List<Supplier<R>>> work) {
        this.largestGroup = largestGroup;
        this.owner = owner;
        this.work = work;
    }

    private static final class Turn<T, R> {

        private final T item;
        private final CompletableFuture<Boolean> called = new CompletableFuture<>();
        private Supplier<R> outcome = () -> {
            throw new IllegalStateException("its group did not come to an end");
        };

        private Turn(T item) {
            this.item = item;
        }

        private void lead() {
            called.complete(true);
        }

        private boolean isToLead() {
            return called.join();
        }

        private void done() {
            called.complete(false);
        }
    }

    /**
     * Returns once it is committed, or throws what its own work threw. Inside a transaction it is done alone, as part of that
     * one, which others must not become part of.
     */
    R submit(T item) {
        var turn = new Turn<T, R>(item);
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            workFor(List.of(turn));
            return turn.outcome.get();
        }
        synchronized (waiting) {
            waiting.add(turn);
            if (!busy) {
                busy = true;
                turn.lead();
            }
        }
        if (turn.isToLead()) {
            lead();
        }
        return turn.outcome.get();
    }

    private void lead() {
        List<Turn<T, R>> group = nextGroup();
        try {
            workFor(group);
        } finally {
            handOver();
            group.forEach(Turn::done);
        }
    }

    private List<Turn<T, R>> nextGroup() {
        List<Turn<T, R>> group = new ArrayList<>();
        synchronized (waiting) {
            Object theirs = owner.apply(waiting.element().item);
            while (group.size() < largestGroup
                    && !waiting.isEmpty()
                    && owner.apply(waiting.element().item).equals(theirs)) {
                group.add(waiting.remove());
            }
        }
        return group;
    }

    private void handOver() {
        synchronized (waiting) {
            busy = !waiting.isEmpty();
            if (busy) {
                waiting.element().lead();
            }
        }
    }

    /** One bad item must not be the failure of the others; a database that is away is everybody's. */
    private void workFor(List<Turn<T, R>> group) {
        try {
            List<Supplier<R>> outcomes =
                    work.apply(group.stream().map(turn -> turn.item).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).outcome = outcomes.get(i);
            }
        } catch (RuntimeException e) {
            if (group.size() > 1 && !FalloDeLaBaseDeDatos.es(e)) {
                group.forEach(turn -> workFor(List.of(turn)));
                return;
            }
            group.forEach(turn -> turn.outcome = () -> {
                throw e;
            });
        }
    }
}
