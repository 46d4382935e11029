package es.crmfactura.crm.seguridad;

import static org.assertj.core.api.Assertions.assertThat;

import es.crmfactura.crm.CrmTest;
import es.crmfactura.crm.OldClient;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** On this machine alone, without keys: as older clients know it. */
@CrmTest
class AbiertoTest {

    @Autowired
    private OldClient crm;

    @Autowired
    private Environment environment;

    @Test
    void nobodyIsAskedWhoHeIs() {
        crm.get("/api/crm/clientes").status(200);
        crm.get("/api/claves").status(200);
        crm.send("GET", "/api/crm/clientes", "", "X-API-Key", "crmf_cualquiera").status(200);
    }

    /** A page on the web whose name leads to this machine (DNS rebinding). */
    @Test
    void aNameOfTheWebDoesNotLeadHere() throws IOException {
        assertThat(get("/api/crm/clientes", "rebind.attacker.example"))
                .startsWith("HTTP/1.1 400")
                .contains("direccion_no_admitida");
        assertThat(get("/api/crm/clientes", "localhost")).startsWith("HTTP/1.1 200");
        assertThat(get("/api/crm/clientes", "crm-service")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "/api//crm", "/api/crm/clientes;a=b", "/api/%2e%2e/crm"})
    void anOddAddressIsRefusedAsAProblem(String target) throws IOException {
        assertThat(get(target, "localhost"))
                .startsWith("HTTP/1.1 400")
                .contains("\"codigo\":\"direccion_no_admitida\"");
    }

    @Test
    void anOddNameOfAParameterIsAnUnknownOne() throws IOException {
        assertThat(get("/api/crm/clientes?a%20b=1", "localhost"))
                .startsWith("HTTP/1.1 400")
                .contains("\"codigo\":");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Content-Type-Options|nosniff",
                "X-Frame-Options|DENY",
                "Content-Security-Policy|default-src 'none'; frame-ancestors 'none'",
                "Referrer-Policy|no-referrer",
                "Cross-Origin-Resource-Policy|same-origin",
                "Cache-Control|no-cache, no-store, max-age=0, must-revalidate"
            })
    void browsersAreToldToBeCareful(String header, String value) {
        assertThat(crm.get("/api/crm/clientes").header(header)).isEqualTo(value);
        assertThat(crm.get("/api/crm/clientes/nadie").header(header)).isEqualTo(value);
    }

    @Test
    void theDocumentationRunsNoScriptOfItsPages() {
        var page = crm.get("/swagger-ui/index.html").status(200);
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'self';");
        assertThat(page.response().body())
                .doesNotContainPattern("<script(?![^>]*\\bsrc=)")
                .doesNotContainPattern("\\son\\w+=");
    }

    private String get(String target, String host) throws IOException {
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var request = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII);
            request.write("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            request.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
