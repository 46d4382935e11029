package es.crmfactura.benchmarks;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import es.crmfactura.allinone.Service;
import es.crmfactura.crm.CrmApplication;
import es.crmfactura.embedded.QpidDialect;
import es.crmfactura.eventos.ClienteFacturado;
import es.crmfactura.eventos.FacturaEmitida;
import es.crmfactura.eventos.PagoRecibido;
import es.crmfactura.factura.FacturaApplication;
import es.crmfactura.messaging.CloudEventFormat;
import es.crmfactura.messaging.Event;
import es.crmfactura.messaging.EventLog;
import es.crmfactura.messaging.Relay;
import es.crmfactura.testing.TestBroker;
import es.crmfactura.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Both services, their database and their broker, with some clients in the CRM. */
final class Stage implements AutoCloseable {

    static final int CLIENTS = 200;
    static final int CRM_PORT = 18_101;
    static final int FACTURA_PORT = 18_102;

    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final Observer observer = new Observer();
    private final ConfigurableApplicationContext crm;
    private final ConfigurableApplicationContext factura;
    private final List<ClienteFacturado> clients = new ArrayList<>();
    private long appended;

    Stage() throws SQLException {
        requireDurable();
        crm = Service.start("crm", CrmApplication.class, properties(CRM_PORT), this::crmBeans);
        factura = Service.start("factura", FacturaApplication.class, properties(FACTURA_PORT), Stage::beans);
        createClients();
    }

    /** A figure of a database that may lose a commit is worth nothing. */
    private static void requireDurable() throws SQLException {
        try (Connection connection = TestDatabase.instance().superuser();
                var statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (var value = statement.executeQuery("show " + setting)) {
                    value.next();
                    if (!value.getString(1).equals("on")) {
                        throw new IllegalStateException("the database runs with " + setting + " off");
                    }
                }
            }
        }
    }

    private void crmBeans(GenericApplicationContext context) {
        beans(context);
        context.registerBean(Observer.class, () -> observer);
    }

    private static void beans(GenericApplicationContext context) {
        if (!TestBroker.instance().realRabbitMq()) {
            context.registerBean(QpidDialect.class);
        }
    }

    private static Map<String, Object> properties(int port) {
        var database = TestDatabase.instance();
        var broker = TestBroker.instance();
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", port);
        properties.put("crmfactura.demo", true);
        properties.put("spring.datasource.url", database.url());
        properties.put("spring.datasource.username", "${crmfactura.messaging.service}_app");
        properties.put("spring.datasource.password", database.password());
        properties.put("spring.flyway.user", "${crmfactura.messaging.service}_owner");
        properties.put("spring.flyway.password", database.password());
        properties.put("spring.rabbitmq.host", broker.host());
        properties.put("spring.rabbitmq.port", broker.port());
        properties.put("spring.rabbitmq.username", broker.user());
        properties.put("spring.rabbitmq.password", broker.password());
        properties.put("spring.rabbitmq.virtual-host", broker.virtualHost());
        properties.put("logging.level.root", "warn");
        return properties;
    }

    private void createClients() throws SQLException {
        try (Connection connection = TestDatabase.instance().superuser();
                var known = connection.prepareStatement("""
                        insert into factura.cliente (crm_id, version, nombre_completo, tipo_cliente, email, cif_nif)
                        values (?, 0, ?, 'empresa', ?, 'B12345674')""");
                var insert = connection.prepareStatement("""
                        insert into crm.cliente (id, nombre_completo, tipo_cliente, email, estado, credito_disponible,
                          fecha_creacion, fecha_actualizacion, version)
                        values (?, ?, 'empresa', ?, 'activo', 0, now(), now(), 0)""")) {
            for (int i = 0; i < CLIENTS; i++) {
                var client = new ClienteFacturado(ids.generate(), "Cliente " + i, "cliente" + i + "@example.com", null);
                for (PreparedStatement statement : List.of(insert, known)) {
                    statement.setObject(1, client.crmId());
                    statement.setString(2, client.nombreCompleto());
                    statement.setString(3, client.email());
                    statement.execute();
                }
                clients.add(client);
            }
        }
    }

    Observer observer() {
        return observer;
    }

    Relay relay() {
        return factura.getBean(Relay.class);
    }

    Relay crmRelay() {
        return crm.getBean(Relay.class);
    }

    ApplicationContext factura() {
        return factura;
    }

    List<UUID> clientIds() {
        return clients.stream()
                .map(ClienteFacturado::crmId)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** An event of the usual size. */
    byte[] exampleBody() {
        UUID invoice = ids.generate();
        return factura.getBean(CloudEventFormat.class)
                .write(new Event(
                        ids.generate(), "factura", invoice.toString(), 1, Instant.now(), null, issued(invoice)));
    }

    JdbcTemplate jdbc() {
        return crm.getBean(JdbcTemplate.class);
    }

    /** How many events this run has put into the log. */
    long appended() {
        return appended;
    }

    /** So many events were put into it by somebody else. */
    void appended(long more) {
        appended += more;
    }

    /** How many events of issued invoices the log has. */
    long issued() {
        Long count = factura.getBean(JdbcTemplate.class)
                .queryForObject("select count(*) from event_log where type like '%FacturaEmitida%'", Long.class);
        return Objects.requireNonNull(count);
    }

    /** What plain JDBC has written to the log is no news to anybody. The relay must not run. */
    void discard(byte[] body) throws SQLException {
        try (Connection connection = TestDatabase.instance().superuser();
                var delete = connection.prepareStatement("delete from factura.event_log where body = ?")) {
            delete.setBytes(1, body);
            delete.execute();
        }
    }

    /** Invoices and, for each, a payment of it: two events that must keep their order. */
    void append(int events, int perTransaction) {
        var transaction = factura.getBean(TransactionTemplate.class);
        for (int done = 0; done < events; done += perTransaction) {
            int some = Math.min(perTransaction, events - done);
            transaction.executeWithoutResult(tx -> {
                for (int i = 0; i < some; i += 2) {
                    UUID invoice = appendInvoice();
                    if (i + 1 < some) {
                        appendPayment(invoice);
                    }
                }
            });
        }
    }

    /** @return the event's id */
    record Committed(UUID event, long commitBegan) {}

    /** One invoice in a transaction of its own. */
    Committed commitOne() {
        long[] began = new long[1];
        UUID event = Objects.requireNonNull(factura.getBean(TransactionTemplate.class)
                .execute(tx -> {
                    UUID id = append(issued(ids.generate()));
                    began[0] = System.nanoTime();
                    return id;
                }));
        return new Committed(event, began[0]);
    }

    private UUID appendInvoice() {
        UUID invoice = ids.generate();
        append(issued(invoice));
        return invoice;
    }

    private UUID append(FacturaEmitida event) {
        appended++;
        return factura.getBean(EventLog.class).append(event, event.facturaId(), 1);
    }

    private void appendPayment(UUID invoice) {
        appended++;
        var total = new BigDecimal("297.00");
        var payment = new PagoRecibido(
                ids.generate(),
                invoice,
                "FAC-2026-000001",
                client(),
                total,
                LocalDate.of(2026, 11, 22),
                "transferencia",
                null,
                total,
                total,
                new BigDecimal("0.00"));
        factura.getBean(EventLog.class).append(payment, invoice, 2);
    }

    private FacturaEmitida issued(UUID invoice) {
        return new FacturaEmitida(
                invoice,
                "FAC-2026-000001",
                "FAC",
                LocalDate.of(2026, 11, 22),
                LocalDate.of(2026, 12, 22),
                client(),
                List.of(
                        line("Consultoría", "2", "100.00", "21", "200.00"),
                        line("Manual impreso", "1", "50.00", "10", "50.00")),
                List.of(tax("21", "200.00", "42.00"), tax("10", "50.00", "5.00")),
                amount("250.00"),
                amount("47.00"),
                amount("297.00"),
                null,
                amount("0.00"),
                amount("0.00"),
                null);
    }

    private static FacturaEmitida.Linea line(String text, String quantity, String price, String rate, String sum) {
        return new FacturaEmitida.Linea(
                text, amount(quantity), amount(price), amount("0"), amount(rate), amount(sum), amount("0"), null);
    }

    private static FacturaEmitida.Impuesto tax(String rate, String base, String tax) {
        return new FacturaEmitida.Impuesto(amount(rate), amount(base), amount(tax), amount("0"), amount("0.00"), null);
    }

    private static BigDecimal amount(String text) {
        return new BigDecimal(text);
    }

    ClienteFacturado client() {
        return clients.get((int) (appended % CLIENTS));
    }

    @Override
    public void close() {
        factura.close();
        crm.close();
    }
}
