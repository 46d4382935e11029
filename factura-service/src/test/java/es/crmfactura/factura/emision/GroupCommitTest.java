package es.crmfactura.factura.emision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class GroupCommitTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<List<String>> groups = new ConcurrentLinkedQueue<>();
    private final CountDownLatch firstIsAtWork = new CountDownLatch(1);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final GroupCommit<String, String> together = new GroupCommit<>(3, GroupCommitTest::owner, this::work);

    @AfterEach
    void end() {
        firstMayEnd.countDown();
        threads.shutdownNow();
    }

    private static String owner(String item) {
        return item.contains("'s ") ? item.substring(0, item.indexOf("'s ")) : "";
    }

    private List<Supplier<String>> work(List<String> items) {
        groups.add(items);
        if (items.contains("first")) {
            await(firstIsAtWork, firstMayEnd);
        }
        if (items.contains("bad")) {
            throw new IllegalArgumentException("bad");
        }
        if (items.contains("away")) {
            throw new DataAccessResourceFailureException("away");
        }
        return items.stream()
                .<Supplier<String>>map(item -> () -> item + " done")
                .toList();
    }

    private static void await(CountDownLatch reached, CountDownLatch goOn) {
        reached.countDown();
        try {
            assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private CompletableFuture<String> submit(String item) {
        return CompletableFuture.supplyAsync(() -> together.submit(item), threads);
    }

    /** Returns when it has its place in the queue: its thread waits for nothing else. */
    private CompletableFuture<String> queue(String item) {
        var thread = new CompletableFuture<Thread>();
        CompletableFuture<String> submitted = CompletableFuture.supplyAsync(
                () -> {
                    thread.complete(Thread.currentThread());
                    return together.submit(item);
                },
                threads);
        Awaitility.await().until(() -> thread.join().getState() == Thread.State.WAITING);
        return submitted;
    }

    /** Queues the items, in their order, while another one's work goes on, and then lets that end. */
    private List<CompletableFuture<String>> behindTheFirst(String... items) throws InterruptedException {
        CompletableFuture<String> first = submit("first");
        assertThat(firstIsAtWork.await(10, TimeUnit.SECONDS)).isTrue();
        List<CompletableFuture<String>> rest = Stream.of(items).map(this::queue).toList();
        firstMayEnd.countDown();
        assertThat(first.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("first done");
        return rest;
    }

    private static String failure(CompletableFuture<String> submitted) {
        return submitted
                .orTimeout(10, TimeUnit.SECONDS)
                .handle((done, e) -> e instanceof CompletionException ? String.valueOf(e.getCause()) : "none")
                .join();
    }

    @Test
    void whoComesAloneWaitsForNobody() {
        assertThat(together.submit("one")).isEqualTo("one done");
        assertThat(together.submit("two")).isEqualTo("two done");
        assertThat(groups).containsExactly(List.of("one"), List.of("two"));
    }

    @Test
    void whoeverComesMeanwhileSharesTheNextGroupUpToItsSize() throws InterruptedException {
        List<CompletableFuture<String>> rest = behindTheFirst("a", "b", "c", "d");
        assertThat(rest.stream().map(one -> one.orTimeout(10, TimeUnit.SECONDS).join()))
                .containsExactly("a done", "b done", "c done", "d done");
        assertThat(groups).containsExactly(List.of("first"), List.of("a", "b", "c"), List.of("d"));
    }

    @Test
    void nobodySharesAGroupWithAnotherOwnerAndNobodyIsOvertaken() throws InterruptedException {
        List<CompletableFuture<String>> rest = behindTheFirst("Ana's a", "Ana's b", "Eva's c", "Ana's d", "Ana's e");
        assertThat(rest.stream().map(one -> one.orTimeout(10, TimeUnit.SECONDS).join()))
                .containsExactly("Ana's a done", "Ana's b done", "Eva's c done", "Ana's d done", "Ana's e done");
        assertThat(groups)
                .containsExactly(
                        List.of("first"),
                        List.of("Ana's a", "Ana's b"),
                        List.of("Eva's c"),
                        List.of("Ana's d", "Ana's e"));
    }

    @Test
    void aBadOneFailsAlone() throws InterruptedException {
        List<CompletableFuture<String>> rest = behindTheFirst("a", "bad", "c");
        assertThat(rest.get(0).orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("a done");
        assertThat(failure(rest.get(1))).contains("IllegalArgumentException");
        assertThat(rest.get(2).orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("c done");
    }

    @Test
    void aDatabaseThatIsAwayIsAskedOnceForAll() throws InterruptedException {
        List<CompletableFuture<String>> rest = behindTheFirst("a", "away", "c");
        assertThat(rest).allSatisfy(one -> assertThat(failure(one)).contains("DataAccessResourceFailureException"));
        assertThat(groups).containsExactly(List.of("first"), List.of("a", "away", "c"));
    }

    @Test
    void afterAFailureTheNextOneIsServed() {
        assertThatThrownBy(() -> together.submit("bad")).isInstanceOf(IllegalArgumentException.class);
        assertThat(together.submit("good")).isEqualTo("good done");
    }
}
