package es.crmfactura.factura.documentos.correo;

import static es.crmfactura.factura.ShopProgram.FACTURAS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.factura.FacturaTest;
import es.crmfactura.factura.ShopProgram;
import es.crmfactura.factura.documentos.DocumentosReadModel;
import es.crmfactura.factura.documentos.pdf.FacturasEnPdf;
import es.crmfactura.testing.HttpCaller.Answer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What goes wrong on the way. */
@FacturaTest
class RepartoTest {

    private static final ServidorSmtp SERVIDOR = new ServidorSmtp();

    @Autowired
    private ShopProgram shop;

    @Autowired
    private Reparto reparto;

    @Autowired
    private Correo correo;

    @Autowired
    private Cola cola;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Autowired
    private DocumentosReadModel documentos;

    @Autowired
    private FacturasEnPdf pdf;

    @DynamicPropertySource
    static void servidor(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", SERVIDOR::port);
        properties.add("crmfactura.correo.from", () -> "facturas@emisor.example");
        properties.add("crmfactura.correo.poll-interval", () -> "50ms");
        properties.add("crmfactura.correo.retries", () -> "100ms,100ms");
        properties.add("crmfactura.correo.lease", () -> "1s");
    }

    @AfterAll
    static void stop() throws IOException {
        SERVIDOR.close();
    }

    @BeforeEach
    void start() {
        if (!reparto.isRunning()) {
            reparto.start();
        }
    }

    @AfterEach
    void beGoodAgain() {
        SERVIDOR.respuestaARcpt = null;
        SERVIDOR.cortesTrasRecibir.set(0);
    }

    @Test
    void whomTheServerDoesNotKnowIsNotTriedAgain() {
        SERVIDOR.respuestaARcpt = "550 5.1.1 no such mailbox";
        String id = enviar();
        esperar(id, "fallido").has("/0/intentos", 1).has("/0/error", "550 5.1.1 no such mailbox");
    }

    @Test
    void whatTheServerCannotTakeNowIsTriedAgainAndThenGivenUp() {
        SERVIDOR.respuestaARcpt = "451 4.7.1 later";
        String id = enviar();
        esperar(id, "fallido").has("/0/intentos", 3).has("/0/error", "451 4.7.1 later");
        SERVIDOR.respuestaARcpt = null;
        shop.post(FACTURAS + "/" + id + "/enviar", "{\"para\":\"a@example.com\"}")
                .status(202);
        esperar(id, "enviado");
    }

    @Test
    void whatMayHaveArrivedComesAgainUnderTheSameId() {
        SERVIDOR.cortesTrasRecibir.set(1);
        String id = enviar();
        String envio = esperar(id, "enviado").has("/0/intentos", 2).at("/0/id").asString();
        assertThat(recibidos(envio)).isEqualTo(2);
    }

    @Test
    void whatAnInstanceTookAndNeverSentIsSentByAnother() {
        reparto.stop();
        String id = enviar();
        await().atMost(Duration.ofSeconds(20)).until(cola::siguiente, Optional::isPresent);
        assertThat(cola.siguiente()).isEmpty();
        reparto.start();
        String envio = esperar(id, "enviado").has("/0/intentos", 2).at("/0/id").asString();
        assertThat(recibidos(envio)).isEqualTo(1);
    }

    @Test
    void severalInstancesShareTheWork() {
        reparto.stop();
        // none takes so long that another thinks it lost
        var paciente = new CorreoProperties(
                null, Collections.nCopies(50, Duration.ofMillis(100)), Duration.ofMinutes(1), Duration.ofMillis(10));
        List<Reparto> instancias = Stream.generate(() -> new Cola(jdbc, paciente, clock))
                .map(suya -> new Reparto(correo, suya, documentos, pdf, paciente.pollInterval()))
                .limit(3)
                .toList();
        instancias.forEach(Reparto::start);
        try {
            List<String> facturas =
                    IntStream.range(0, 20).mapToObj(i -> enviar()).toList();
            for (String factura : facturas) {
                String envio = esperar(factura, "enviado").at("/0/id").asString();
                assertThat(recibidos(envio)).isEqualTo(1);
            }
        } finally {
            instancias.forEach(Reparto::stop);
        }
    }

    private String enviar() {
        String id = shop.unaFactura();
        shop.post(FACTURAS + "/" + id + "/enviar", "{\"para\":\"a@example.com\"}")
                .status(202);
        return id;
    }

    private Answer esperar(String id, String estado) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> envios(id).at("/0/estado").asString().equals(estado));
        return envios(id);
    }

    private Answer envios(String id) {
        return shop.get(FACTURAS + "/" + id + "/envios").status(200);
    }

    private static long recibidos(String envio) {
        return SERVIDOR.recibidos.stream()
                .filter(id -> id.equals("<" + envio + "@emisor.example>"))
                .count();
    }
}
