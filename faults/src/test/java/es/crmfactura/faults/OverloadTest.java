package es.crmfactura.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** More come at once than may be at work: they are told to come back, do so, and in the end each has its invoice, once. */
@NeedsServers
class OverloadTest {

    private static final int PROGRAMS = 100;
    private static final int INVOICES_EACH = 3;

    private static Stack stack;
    private static Program program;
    private static Load load;
    private static Ledger ledger;

    @BeforeAll
    static void start() throws Exception {
        stack = Stack.started(Map.of("CRMFACTURA_WEB_MAXREQUESTS", "10", "CRMFACTURA_WEB_MAXWAIT", "50ms"));
        program = new Program(stack);
        load = new Load(program);
        ledger = new Ledger(stack.servers(), load, program);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {load, stack}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void whoIsToldToComeBackIsServedInTheEndAndNothingIsDoneTwice() throws Exception {
        ExecutorService programs = Executors.newFixedThreadPool(PROGRAMS);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < PROGRAMS; i++) {
            all.add(programs.submit(() -> {
                for (int j = 0; j < INVOICES_EACH; j++) {
                    load.issue();
                }
            }));
        }
        for (Future<?> each : all) {
            each.get(5, TimeUnit.MINUTES);
        }
        programs.shutdown();
        assertThat(load.turnedAway()).as("told to come back").isPositive();
        assertThat(load.invoices).hasSize(PROGRAMS * INVOICES_EACH);
        ledger.check();

        int turnedAway = load.turnedAway();
        load.issue();
        load.rename();
        assertThat(load.turnedAway()).as("once there are few again").isEqualTo(turnedAway);
        ledger.checkAtTheEnd();
    }
}
