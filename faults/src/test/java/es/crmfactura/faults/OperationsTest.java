package es.crmfactura.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the page on operations says works: its commands are taken from it and run, while others work. */
@EnabledIf(value = "canBeRun", disabledReason = "needs Docker, and the commands bash, curl and docker")
class OperationsTest {

    private static final List<String> IN_ORDER = List.of(
            "start.sh", "look.sh", "check.sh", "backup.sh", "restart.sh", "passwords.sh", "stop.sh", "restore.sh");

    @TempDir
    static Path folder;

    private static final String KEY = UUID.randomUUID().toString();

    private static Stack stack;
    private static Program program;
    private static Load load;
    private static Ledger ledger;
    private static Compose compose;
    private static OperationsPage page;

    @BeforeAll
    static void start() throws Exception {
        stack = Stack.started(Map.of(Stack.ADMIN_KEY, KEY));
        program = new Program(stack);
        load = new Load(program);
        ledger = new Ledger(stack.servers(), load, program);
        compose = new Compose(stack);
        page = new OperationsPage(
                folder,
                Map.of(
                        "COMPOSE",
                        compose.url(),
                        "CRM_URL",
                        stack.first(Stack.Service.CRM).url(),
                        "FACTURA_URL",
                        stack.first(Stack.Service.FACTURA).url(),
                        "CRMFACTURA_ADMIN_KEY",
                        KEY));
    }

    static boolean canBeRun() {
        return Servers.canBeContainers() && Stream.of("bash", "curl", "docker").allMatch(OperationsTest::isThere);
    }

    private static boolean isThere(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {compose, load, stack}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void everyCommandOfThePageIsRun() throws Exception {
        assertThat(page.names())
                .hasSize(Math.toIntExact(OperationsPage.fences()))
                .containsAll(IN_ORDER)
                .hasSize(IN_ORDER.size() + 1)
                .contains(UpgradeTest.SCRIPT);
    }

    @Test
    void aDumpMadeUnderLoadIsRestoredWhereNothingIsAndAllGoesOnFromThere() throws Exception {
        letTheDatabaseGrowOld();
        page.run("start.sh");
        assertThat(page.run("look.sh")).contains("healthy").contains("messaging_relay_lag_seconds");
        page.run("check.sh");
        load.begin();
        load.awaitDone(6);
        Map<String, String> before = new HashMap<>(load.invoices);
        page.run("backup.sh");
        load.awaitDone(6);
        page.run("restart.sh");
        page.run("passwords.sh");
        load.awaitDone(6);
        load.end();
        letTheBrokerHoldWhatTheDumpDoesNotKnow();
        page.run("stop.sh");
        stack.servers().loseDatabase();

        page.run("restore.sh");

        load.forgetAllBut(restored());
        assertThat(load.invoices).as("answered before the dump").containsAllEntriesOf(before);
        page.run("check.sh");
        allIsToldAndVerified();
        load.begin();
        load.awaitDone(6);
        load.end();
        page.run("check.sh");
        ledger.checkAtTheEnd();
    }

    /** So that another server is behind it in transaction ids, as it is when it matters. */
    private static void letTheDatabaseGrowOld() throws Exception {
        try (Connection superuser = stack.servers().superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("set synchronous_commit = off");
            statement.execute("""
                    do $$
                    begin
                      for i in 1..50000 loop
                        perform pg_current_xact_id();
                        commit;
                      end loop;
                    end
                    $$""");
        }
    }

    private static void allIsToldAndVerified() {
        for (Stack.Service service : Stack.Service.values()) {
            JsonNode conciliacion = program.get(service, "/api/eventos/conciliacion");
            assertThat(conciliacion.at("/conforme").asBoolean()).isTrue();
            assertThat(conciliacion.at("/flujos").valueStream())
                    .as(conciliacion.toString())
                    .hasSize(2)
                    .allSatisfy(stream -> {
                        assertThat(stream.at("/retraso/eventos").asLong()).isZero();
                        assertThat(stream.at("/ultimo_punto").asLong()).isPositive();
                    });
        }
    }

    /** Invoices that are in the queue when the database is lost, and that nobody has issued any more after that. */
    private static void letTheBrokerHoldWhatTheDumpDoesNotKnow() throws Exception {
        stack.stop(List.of(Stack.Service.CRM));
        for (int i = 0; i < 3; i++) {
            load.issue();
        }
        DatabaseFaults.awaitDelivered(stack, Stack.Service.FACTURA);
    }

    /** The keys under which the restored database has invoices and payments. */
    private static List<String> restored() throws Exception {
        try (Connection superuser = stack.servers().superuser();
                Statement statement = superuser.createStatement()) {
            return Ledger.rows(
                    statement, "select notas from factura.factura union all select referencia from factura.pago");
        }
    }
}
