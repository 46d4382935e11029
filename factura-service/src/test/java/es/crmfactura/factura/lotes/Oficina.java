package es.crmfactura.factura.lotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import es.crmfactura.factura.ShopProgram;
import es.crmfactura.testing.HttpCaller;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** An office that invoices a whole month at once. */
@TestComponent
class Oficina extends HttpCaller {

    static final String LOTES = "/api/facturas/lotes";
    static final Duration PACIENCIA = Duration.ofSeconds(40);

    Oficina(Environment environment) {
        super(environment);
    }

    /** Invoices as they stand in a list; {@code campos} go before the items of each, with ' for ". */
    static String facturas(int cuantas, String campos) {
        return IntStream.rangeClosed(1, cuantas)
                .mapToObj(i -> factura(campos))
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    static String factura(String campos) {
        return ShopProgram.factura(campos, ShopProgram.item("100", 21));
    }

    Answer json(String query, String facturas) {
        return upload(LOTES + "?" + query, "application/json", facturas.getBytes(StandardCharsets.UTF_8));
    }

    Answer csv(String query, String csv) {
        return csv(query, csv, StandardCharsets.UTF_8);
    }

    Answer csv(String query, String csv, Charset charset) {
        return upload(LOTES + "?" + query, "text/csv", csv.getBytes(charset));
    }

    Answer acabado(Answer recibido) {
        return acabado(recibido.status(202).header("Location"));
    }

    private Answer acabado(String donde) {
        await().atMost(PACIENCIA)
                .until(() -> !get(donde).status(200).at("/fecha_fin").isNull());
        return get(donde);
    }

    Answer terminado(Answer recibido) {
        return terminado(recibido.status(202).header("Location"));
    }

    Answer terminado(String donde) {
        return acabado(donde).has("/estado", "terminado").has("/porcentaje", 100);
    }

    Answer rechazadas(Answer lote) {
        return get(LOTES + "/" + lote.at("/id").asString() + "/rechazadas").status(200);
    }

    /** What its rows are now, page by page. */
    List<JsonNode> facturas(Answer lote) {
        List<JsonNode> todas = new ArrayList<>();
        Answer pagina;
        do {
            pagina = get(LOTES + "/" + lote.at("/id").asString() + "/facturas?limit=100&skip=" + todas.size())
                    .status(200);
            assertThat(pagina.header("Link")).contains("rel=\"last\"");
            pagina.at("/facturas").forEach(todas::add);
        } while (todas.size() < pagina.at("/total").asInt());
        return todas;
    }
}
