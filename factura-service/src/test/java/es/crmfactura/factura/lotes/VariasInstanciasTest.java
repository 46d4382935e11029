package es.crmfactura.factura.lotes;

import static es.crmfactura.factura.ShopProgram.unEjercicio;
import static es.crmfactura.factura.lotes.Oficina.PACIENCIA;
import static es.crmfactura.factura.lotes.Oficina.factura;
import static es.crmfactura.factura.lotes.Oficina.facturas;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.factura.EventLogReader;
import es.crmfactura.factura.FacturaApplication;
import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.factura.lotes.trabajo.Trabajo;
import es.crmfactura.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Two instances of the service, in one database. */
@FacturaTest
@Import(Oficina.class)
class VariasInstanciasTest {

    private static final List<String> COMUNES = List.of(
            "spring.datasource.url",
            "spring.datasource.password",
            "spring.flyway.password",
            "spring.rabbitmq.host",
            "spring.rabbitmq.port",
            "spring.rabbitmq.username",
            "spring.rabbitmq.password",
            "spring.rabbitmq.virtual-host",
            "crmfactura.messaging.relay.auto-startup",
            "crmfactura.verifactu.primera-fecha");

    @Autowired
    private Oficina oficina;

    @Autowired
    private ShopProgram shop;

    @Autowired
    private EventLogReader events;

    @Autowired
    private Trabajo trabajo;

    @Autowired
    private Environment environment;

    private final int ejercicio = unEjercicio();
    private final String fecha = "'fecha':'%d-05-05',".formatted(ejercicio);
    private ConfigurableApplicationContext otra;

    @BeforeEach
    void startAnother() {
        otra = SpringApplication.run(
                FacturaApplication.class,
                Stream.concat(
                                Stream.of("--server.port=0"),
                                COMUNES.stream().map(name -> "--%s=%s".formatted(name, environment.getProperty(name))))
                        .toArray(String[]::new));
    }

    @AfterEach
    void onlyOneIsLeft() {
        otra.close();
        trabajo.start();
    }

    @Test
    void theyShareTheWorkAndNoInvoiceIsIssuedTwice() {
        List<String> lotes = Stream.of(1, 2, 3, 4)
                .map(i -> oficina.json("", facturas(800, fecha + "'notas':'" + i + "',"))
                        .status(202)
                        .header("Location"))
                .toList();

        lotes.forEach(donde -> oficina.terminado(donde).has("/emitidas", 800));

        assertThat(events.numeros(ejercicio)).isEqualTo(numeros(3_200));
    }

    @Test
    void aLoteWhoseInstanceIsGoneIsTakenOver() throws SQLException {
        String r = UUID.randomUUID() + "-";
        String facturas = IntStream.rangeClosed(1, 700)
                .mapToObj(i -> factura(fecha + "'referencia':'" + r + i + "',"))
                .collect(Collectors.joining(",", "[", "]"));
        trabajo.stop();
        try (Connection otro = TestDatabase.instance().connect("factura_owner")) {
            otro.setAutoCommit(false);
            otro.createStatement()
                    .execute("insert into factura.factura_referencia values ('%s', '%s', '')"
                            .formatted(r + 300, shop.unaFactura()));
            String donde = oficina.json("", facturas).status(202).header("Location");
            await().atMost(PACIENCIA).until(() -> superuser("select count(*) " + ESPERA) == 1);
            oficina.get(donde).has("/emitidas", 200);

            var yendose = CompletableFuture.runAsync(otra::close);
            await().atMost(PACIENCIA).until(() -> !otra.getBean(Trabajo.class).isRunning());
            assertThat(superuser("select count(*) filter (where pg_terminate_backend(pid)) " + ESPERA))
                    .isEqualTo(1);
            yendose.join();
            otro.rollback();
            trabajo.start();

            oficina.terminado(donde).has("/emitidas", 700);
        }
        assertThat(events.numeros(ejercicio)).isEqualTo(numeros(700));
    }

    private static final String ESPERA = """
            from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into factura_referencia%'""";

    private static int superuser(String sql) throws SQLException {
        try (Connection superuser = TestDatabase.instance().superuser();
                var statement = superuser.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private List<String> numeros(int hasta) {
        return IntStream.rangeClosed(1, hasta)
                .mapToObj(i -> "FAC-%d-%06d".formatted(ejercicio, i))
                .toList();
    }
}
