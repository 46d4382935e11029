package es.crmfactura.webhooks.envio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back from receivers that behave and from those that don't. */
class CarteroTest {

    private static final char[] PASSWORD = "cambiame".toCharArray();

    @Test
    void theFirstKilobyteOfAnAnswerInPartsIsKept() throws Exception {
        Respuesta answer =
                from("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhol\r\n2;x=y\r\na!\r\n0\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.texto()).isEqualTo("hola!");
        assertThat(answer.entregada()).isTrue();
    }

    @Test
    void anInterimAnswerIsNotTheAnswer() throws Exception {
        assertThat(
                        from("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
                                .status())
                .isEqualTo(202);
    }

    @Test
    void aStatusCountsAlthoughTheBodyBreaksOff() throws Exception {
        Respuesta answer = from("HTTP/1.1 500 Oh\r\nContent-Length: 90\r\n\r\nme he ca\0do");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.texto()).isEqualTo("me he ca\uFFFDdo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.6\r\n", "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 999 Ay\r\n\r\n"})
    void whatIsNoAnswerIsAnError(String bytes) throws Exception {
        Respuesta answer = from(bytes);
        assertThat(answer.status()).isNull();
        assertThat(answer.error()).isNotBlank();
        assertThat(answer.entregada()).isFalse();
    }

    @Test
    void anEndlessHeadIsNotReadToItsEnd() throws Exception {
        assertThat(from("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000)).error()).contains("incompleta");
    }

    @Test
    void whoSaysNothingIsNotWaitedForForEver() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Cartero cartero = cartero((SSLSocketFactory) SSLSocketFactory.getDefault())) {
            Respuesta plain = cartero.enviar(mensaje("http://127.0.0.1:" + silent.getLocalPort()));
            assertThat(plain.error()).isEqualTo("no ha respondido a tiempo");
            assertThat(plain.duracion()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
            assertThat(cartero.enviar(mensaje("https://127.0.0.1:" + silent.getLocalPort()))
                            .error())
                    .isEqualTo("no ha respondido a tiempo");
        }
    }

    @Test
    void nobodyThereIsAnError() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        try (Cartero cartero = cartero((SSLSocketFactory) SSLSocketFactory.getDefault())) {
            assertThat(cartero.enviar(mensaje("http://127.0.0.1:" + port)).error())
                    .startsWith("no hay conexión");
            assertThat(cartero.enviar(mensaje("https://no-existe.invalid/")).error())
                    .isEqualTo("el nombre del servidor no existe");
        }
    }

    @Test
    void encryptedItArrivesOnlyUnderTheNameOfATrustedCertificate(@TempDir Path folder) throws Exception {
        KeyStore keys = certificateOfLocalhost(folder.resolve("keys.p12"));
        HttpsServer server = server(keys);
        String port = ":" + server.getAddress().getPort() + "/";
        try (Cartero trusting = cartero(trusting(keys));
                Cartero other = cartero((SSLSocketFactory) SSLSocketFactory.getDefault())) {
            assertThat(trusting.enviar(mensaje("https://localhost" + port)).status())
                    .isEqualTo(204);
            assertThat(trusting.enviar(mensaje("https://127.0.0.1" + port)).error())
                    .startsWith("no hay una conexión segura");
            assertThat(other.enviar(mensaje("https://localhost" + port)).error())
                    .startsWith("no hay una conexión segura");
        } finally {
            server.stop(0);
        }
    }

    private static Cartero cartero(SSLSocketFactory tls) {
        return new Cartero(new Redes(true), tls, Duration.ofSeconds(1), Duration.ofSeconds(1), Clock.systemUTC());
    }

    private static Mensaje mensaje(String url) {
        return new Mensaje(URI.create(url), UUID.randomUUID(), "{}", List.of(Secreto.nuevo()));
    }

    /** The answer of a server that sends these bytes and hangs up. */
    private static Respuesta from(String bytes) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Cartero cartero = cartero((SSLSocketFactory) SSLSocketFactory.getDefault())) {
            var served = CompletableFuture.runAsync(() -> serve(server, bytes));
            Respuesta answer = cartero.enviar(mensaje("http://127.0.0.1:" + server.getLocalPort()));
            served.join();
            return answer;
        }
    }

    private static void serve(ServerSocket server, String bytes) {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n{}") < 0) {
                head.append((char) in.read());
            }
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the other side has heard enough
        }
    }

    private static KeyStore certificateOfLocalhost(Path file) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int exit = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=receptor",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(exit).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static HttpsServer server(KeyStore keys) throws Exception {
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static SSLSocketFactory trusting(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("receptor", keys.getCertificate("localhost"));
        var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trustManagers.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
