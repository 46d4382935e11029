package es.crmfactura.faults;

import static es.crmfactura.faults.Stack.Service.CRM;
import static es.crmfactura.faults.Stack.Service.FACTURA;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The release before and that of today on the same schema and the same queues, under load. As that has to be built first, only
 * if {@code -Dprevious} says which: {@code pinned}, a revision, or a folder with its jars.
 */
@EnabledIfSystemProperty(named = "previous", matches = ".+", disabledReason = "-Dprevious=pinned runs it")
@NeedsServers
class UpgradeTest {

    static final String SCRIPT = "upgrade.sh";

    private static final int WORK = 6;

    @TempDir
    static Path folder;

    private static Stack stack;
    private static Load load;
    private static Ledger ledger;
    private static Listener listener;
    private static Compose compose;

    @BeforeAll
    static void start() throws Exception {
        stack = Stack.startedFrom(PreviousRelease.jars(System.getProperty("previous")));
        var program = new Program(stack);
        load = new Load(program);
        listener = new Listener(stack.servers());
        ledger = new Ledger(stack.servers(), load, program);
        compose = new Compose(stack);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {compose, listener, load, stack}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void bothReleasesWorkSideBySideForwardsAndBackInEitherOrder() throws Exception {
        for (List<Stack.Service> order : List.of(List.of(FACTURA, CRM), List.of(CRM, FACTURA))) {
            for (Stack.Service service : order) {
                relieve(service, stack.startInstance(service));
            }
            for (Stack.Service service : order) {
                relieve(service, stack.startPrevious(service));
            }
        }
        load.begin();
        new OperationsPage(folder, Map.of("COMPOSE", compose.url())).run(SCRIPT);
        load.awaitDone(WORK);
        load.end();
        listener.check();
        ledger.checkAtTheEnd();
    }

    /** Works with both, ends the one that was there, works with the new one. */
    private static void relieve(Stack.Service service, ServiceJvm relief) throws Exception {
        load.begin();
        relief.awaitReady();
        load.awaitDone(WORK);
        stack.stopFirst(service);
        load.awaitDone(WORK);
        load.end();
        listener.check();
        ledger.check();
    }
}
