package es.crmfactura.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the integration guide says works: its programs are taken from it and run, and do what is said beside them. */
class GuideTest {

    @TempDir
    static Path folder;

    private static Stack stack;
    private static Http http;
    private static Guide guide;

    @BeforeAll
    static void start() throws Exception {
        Settings settings = Ports.settings(folder.resolve("data"));
        stack = Stack.start(settings);
        http = new Http(settings);
        guide = new Guide(
                folder,
                Map.of(
                        "CRM_URL", "http://127.0.0.1:" + settings.crmPort(),
                        "FACTURA_URL", "http://127.0.0.1:" + settings.facturaPort()));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void everyProgramOfTheGuideIsRunHereOrWithTheEvents() throws Exception {
        assertThat(guide.names())
                .hasSize(Math.toIntExact(Guide.fences()))
                .containsExactlyInAnyOrder(
                        "solo_rest.sh",
                        "solo_rest.py",
                        "SoloRest.java",
                        "un_servidor.sh",
                        "un_servidor.py",
                        "UnServidor.java",
                        "eventos.sh",
                        "eventos.py",
                        "Eventos.java",
                        "webhook.sh",
                        "comprobar_firma.sh",
                        "receptor.py",
                        "Receptor.java");
    }

    @ParameterizedTest
    @CsvSource({"solo_rest.sh, A-101", "solo_rest.py, A-102", "SoloRest.java, A-103"})
    void aProgramThatKnowsOnlyRestNotesAnInvoiceAndAPaymentOnceHoweverOftenItIsRun(String program, String numero)
            throws Exception {
        guide.run(program);

        String printed = guide.run(program);

        String client = printed.lines().findFirst().orElseThrow().replace("cliente ", "");
        assertThat(printed).contains("Factura #" + numero);
        assertThat(actividades(client, numero))
                .containsExactlyInAnyOrder(
                        List.of("venta", "Factura #" + numero, "Factura por €297.00"),
                        List.of("pago", "Pago recibido - Factura #" + numero, "Pago de €97.00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"un_servidor.sh", "un_servidor.py", "UnServidor.java"})
    void aProgramThatInvoicesOnASingleServerFindsTheActividadesInTheCrm(String program) throws Exception {
        List<String> first = guide.run(program).lines().toList();
        assertThat(guide.run(program).lines().toList()).as("run again").isEqualTo(first);

        String numero = first.get(0).replace("factura ", "");
        String client = first.get(1).replace("cliente ", "");
        assertThat(actividades(client, numero))
                .containsExactlyInAnyOrder(
                        List.of("venta", "Factura #" + numero, "Factura por €220.00"),
                        List.of("pago", "Pago recibido - Factura #" + numero, "Pago de €20.00"));
    }

    /** Those of one invoice. */
    private static List<List<String>> actividades(String client, String numero) {
        return http.crm("/api/crm/clientes/" + client + "/actividades?limit=100")
                .expect(200)
                .body()
                .valueStream()
                .filter(actividad -> text(actividad, "titulo").endsWith("#" + numero))
                .map(a -> List.of(text(a, "tipo"), text(a, "titulo"), text(a, "descripcion")))
                .toList();
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asString();
    }
}
