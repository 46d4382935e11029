package es.crmfactura.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Several write, one thing breaks, and once all is well again the ledger must balance. Each kind of fault once;
 * {@code -Drounds=1000} for so many at random, {@code -Dseed} for those of an earlier run, {@code -Dkind=crash} for those
 * whose name it matches.
 */
@NeedsServers
class FaultsTest {

    private static final int ROUNDS = Integer.getInteger("rounds", 0);
    private static final long SEED = Long.getLong("seed", System.nanoTime() % 1_000_000);
    private static final Pattern KIND = Pattern.compile(System.getProperty("kind", ""));
    private static final Duration PATIENCE = Duration.ofSeconds(150 + DatabaseFaults.BACKLOG / 1_000);
    private static final int WORK_BEFORE = 6;
    private static final int WORK_AFTER = 4;

    private static Stack stack;
    private static Load load;
    private static Ledger ledger;
    private static Listener listener;
    private static Report report;
    private static boolean broken;

    @BeforeAll
    static void start() throws Exception {
        System.out.println("faults: -Dseed=" + SEED);
        stack = Stack.started();
        var program = new Program(stack);
        load = new Load(program);
        listener = new Listener(stack.servers());
        ledger = new Ledger(stack.servers(), load, program);
        report = new Report(Path.of(System.getProperty("target"), "faults.md"), SEED);
    }

    @AfterAll
    static void stop() throws Exception {
        if (report != null) {
            report.print();
        }
        if (listener != null) {
            listener.close();
        }
        if (load != null) {
            load.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> whateverBreaksNothingIsLostOrDoubleOrOutOfOrder() {
        var random = new Random(SEED);
        Stream<Fault> faults = ROUNDS == 0 ? Fault.each().stream() : Stream.generate(() -> Fault.any(random));
        Stream<Fault> wanted = faults.filter(fault -> KIND.matcher(fault.kind()).find());
        Stream<DynamicTest> rounds = (ROUNDS == 0
                        ? wanted
                        : wanted.limit(ROUNDS).takeWhile(fault -> !broken))
                .map(fault -> dynamicTest(fault.kind(), () -> round(fault, random)));
        return Stream.concat(rounds, Stream.of(dynamicTest("in the end", () -> {
            assumeTrue(!broken, "broken before");
            ledger.checkAtTheEnd();
        })));
    }

    private static void round(Fault fault, Random random) throws Exception {
        assumeTrue(!broken, "broken before");
        assumeTrue(!fault.needsContainers() || stack.servers().canBeKilled(), "no Docker: servers can't be killed");
        broken = true;
        load.begin();
        load.awaitDone(WORK_BEFORE);
        fault.injection().into(stack, load, random);
        Duration recovery = recover();
        load.awaitDone(WORK_AFTER);
        load.end();
        stack.endOthers();
        ledger.check();
        listener.check();
        report.add(fault, recovery, load);
        broken = false;
    }

    /** @return how long it takes from now until a new invoice has its actividad and billing knows of a client's new name */
    private static Duration recover() throws Exception {
        long over = System.nanoTime();
        String numero = load.issue().get("numero").asString();
        String name = load.rename();
        try (Connection superuser = stack.servers().superuser();
                PreparedStatement both = superuser.prepareStatement("""
                        select from crm.actividad, factura.cliente where factura_numero = ? and nombre_completo = ?""")) {
            both.setString(1, numero);
            both.setString(2, name);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> both.executeQuery().next());
        }
        return Duration.ofNanos(System.nanoTime() - over);
    }
}
