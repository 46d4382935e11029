package es.crmfactura.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Several at work at the same time: they issue, take payments and keep their clients' data in order. */
final class Load implements AutoCloseable {

    private static final int WRITERS = 4;
    private static final int CLIENTS = 20;
    /** The same whatever the clock says. */
    private final LocalDate date = LocalDate.now().minusDays(2);

    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final Program program;
    private final List<String> clients = new ArrayList<>();
    private final String quiet;
    private final AtomicInteger done = new AtomicInteger();
    private final List<Future<?>> working = new ArrayList<>();
    private volatile boolean wanted;

    /** Key to number of all that was answered. */
    final Map<String, String> invoices = new ConcurrentHashMap<>();

    final Map<String, String> payments = new ConcurrentHashMap<>();

    Load(Program program) {
        this.program = program;
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(create(i));
        }
        quiet = create(CLIENTS);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> program.get(Stack.Service.FACTURA, "/api/clientes?limit=1")
                                .get("total")
                                .asInt()
                        > CLIENTS);
    }

    private String create(int i) {
        String key = UUID.randomUUID().toString();
        return program.send(Stack.Service.CRM, "POST", "/api/crm/clientes", """
                        {"nombre_completo": "Cliente %d", "tipo_cliente": "empresa", "email": "%s@example.com",
                         "cif_nif": "%s"}""".formatted(i, key, nif(i)), key)
                .get("id")
                .asString();
    }

    private static String nif(int i) {
        return "%08d%c".formatted(10_000_000 + i, "TRWAGMYFPDXBNJZSQVHLCKE".charAt((10_000_000 + i) % 23));
    }

    void begin() {
        wanted = true;
        working.clear();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            working.add(threads.submit(() -> work(writer)));
        }
    }

    /** Until so much more is done. */
    void awaitDone(int more) {
        int until = done.get() + more;
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    for (Future<?> writer : working) {
                        if (writer.isDone()) {
                            writer.get();
                        }
                    }
                    return done.get() >= until;
                });
    }

    /** Returns when all that was begun has been answered. */
    void end() throws InterruptedException, ExecutionException, TimeoutException {
        wanted = false;
        for (Future<?> writer : working) {
            writer.get(5, TimeUnit.MINUTES);
        }
    }

    private void work(int writer) {
        int time = 0;
        while (wanted) {
            JsonNode invoice = issue();
            if (ThreadLocalRandom.current().nextInt(3) > 0) {
                pay(invoice);
            }
            if (time++ % 4 == 0) {
                String client = clients.get(writer * (CLIENTS / WRITERS) + time % (CLIENTS / WRITERS));
                program.send(
                        Stack.Service.CRM,
                        "PATCH",
                        "/api/crm/clientes/" + client,
                        """
                        {"nombre_completo": "Cliente %s"}""".formatted(UUID.randomUUID()),
                        "");
            }
            done.incrementAndGet();
        }
    }

    /** Whom no writer renames. */
    String quietClient() {
        return quiet;
    }

    /** @return the quiet client's new name */
    String rename() {
        return rename(quiet);
    }

    private String rename(String client) {
        String name = "Cliente " + UUID.randomUUID();
        program.send(Stack.Service.CRM, "PATCH", "/api/crm/clientes/" + client, """
                {"nombre_completo": "%s"}""".formatted(name), "");
        return name;
    }

    int turnedAway() {
        return program.turnedAway();
    }

    /** @return the invoice, of 121.00 */
    JsonNode issue() {
        String key = UUID.randomUUID().toString();
        String client = clients.get(ThreadLocalRandom.current().nextInt(CLIENTS));
        JsonNode invoice =
                program.send(Stack.Service.FACTURA, "POST", "/api/facturas", """
                        {"cliente_crm_id": "%s", "fecha": "%s", "notas": "%s",
                         "items": [{"descripcion": "Hora", "cantidad": 1, "precio": 100}]}""".formatted(client, date, key), key);
        assertThat(invoices.put(key, invoice.get("numero").asString())).isNull();
        return invoice;
    }

    /** What was answered, and is not there any more since the database is one of earlier. */
    void forgetAllBut(Collection<String> keys) {
        invoices.keySet().retainAll(keys);
        payments.keySet().retainAll(keys);
    }

    private void pay(JsonNode invoice) {
        String key = UUID.randomUUID().toString();
        program.send(
                Stack.Service.FACTURA,
                "POST",
                "/api/facturas/" + invoice.get("id").asString() + "/pagos",
                """
                {"importe": 21.00, "fecha": "%s", "referencia": "%s"}""".formatted(date, key),
                key);
        payments.put(key, invoice.get("numero").asString());
    }

    @Override
    public void close() {
        wanted = false;
        threads.shutdownNow();
    }
}
