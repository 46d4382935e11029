package es.crmfactura.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** What no HTTP client would send. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class TomcatRefusalsTest {

    @Value("${local.server.port}")
    private int port;

    @ParameterizedTest
    @CsvSource({
        "GET /cosas|1 HTTP/1.1, Host: a, 400, solicitud_incorrecta",
        "GET /cosas HTTP/1.1, Otra: a, 400, solicitud_incorrecta",
        "GET /cosas?nombre=%zz HTTP/1.1, Host: a, 400, solicitud_incorrecta",
        "GET /cosas?%C3%28=1 HTTP/1.1, Host: a, 400, solicitud_incorrecta",
        "GET /cosas HTTP/1.1, Host: a\\r\\nExpect: nada, 417, solicitud_incorrecta",
        "CONNECT /cosas HTTP/1.1, Host: a, 501, solicitud_incorrecta",
        "TRACE /cosas HTTP/1.1, Host: a, 405, metodo_no_admitido",
        "GET /META-INF/ HTTP/1.1, Host: a, 404, no_encontrado",
        "GET /error HTTP/1.1, Host: a, 404, no_encontrado",
        "POST /cosas HTTP/1.1, Host: a\\r\\nContent-Type: multipart/form-data, 415, formato_no_admitido",
        "POST /cosas HTTP/1.1, Host: a\\r\\nContent-Type: */*, 415, formato_no_admitido"
    })
    void whatNeverGetsToAnOperationIsRefusedAsAProblemThatTellsNothingOfTheServer(
            String request, String header, int status, String codigo) throws IOException {
        String answer = send(request + "\r\n" + header.replace("\\r\\n", "\r\n") + "\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("application/problem+json", "\"codigo\":\"" + codigo + "\"", "\"status\":" + status)
                .doesNotContain("Tomcat", "java.", "<html");
    }

    private String send(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
