package es.crmfactura.factura.remision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;

/** Over TLS, where the agency lets in only who shows a certificate. */
class AgenciaTest {

    @TempDir
    private Path carpeta;

    private HttpsServer server;
    private SslBundle emisor;
    private final AtomicReference<String> titular = new AtomicReference<>("nobody");

    @BeforeEach
    void anAgencyThatKnowsOneIssuer() throws Exception {
        almacen("agencia");
        almacen("emisor");
        SSLContext deAgencia = bundle("agencia", "emisor").createSslContext();
        emisor = bundle("emisor", "agencia");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(deAgencia) {
            @Override
            public void configure(HttpsParameters params) {
                SSLParameters parameters = deAgencia.getDefaultSSLParameters();
                parameters.setNeedClientAuth(true);
                params.setSSLParameters(parameters);
            }
        });
        server.createContext("/", exchange -> {
            titular.set(((HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName());
            byte[] nada = """
                    <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><a:RespuestaRegFactuSistemaFacturacion xmlns:a="a">\
                    <a:TiempoEsperaEnvio>60</a:TiempoEsperaEnvio></a:RespuestaRegFactuSistemaFacturacion></e:Body></e:Envelope>""".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, nada.length);
            exchange.getResponseBody().write(nada);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void gone() {
        server.stop(0);
    }

    @Test
    void theCertificateOfTheSslBundleIsShown() throws Exception {
        var bundles = new DefaultSslBundleRegistry("aeat", emisor);
        Respuesta respuesta = Agencia.de(settings("aeat"), bundles).enviar(new byte[0]);
        assertThat(respuesta.espera()).isEqualTo(Duration.ofSeconds(60));
        assertThat(titular.get()).isEqualTo("CN=emisor");
    }

    @Test
    void whoShowsNoneIsNotLetInAndNothingArrives() {
        assertThatThrownBy(() -> Agencia.de(settings(null), new DefaultSslBundleRegistry())
                        .enviar(new byte[0]))
                .isInstanceOfSatisfying(
                        RemisionFallidaException.class,
                        fallo -> assertThat(fallo.nadaLlego()).isTrue());
        assertThat(titular.get()).isEqualTo("nobody");
    }

    @Test
    void invoicesAreNotSentInTheClear() {
        assertThatThrownBy(() -> settings(URI.create("http://prewww1.aeat.es/x"), null))
                .hasMessageContaining("has to be an https address");
    }

    private RemisionProperties settings(@Nullable String certificado) {
        return settings(URI.create("https://localhost:" + server.getAddress().getPort() + "/"), certificado);
    }

    private static RemisionProperties settings(URI url, @Nullable String certificado) {
        Duration segundo = Duration.ofSeconds(1);
        return new RemisionProperties(
                url, certificado, segundo, segundo, segundo, Duration.ofSeconds(10), Duration.ofSeconds(10), segundo);
    }

    /** With a key and its own certificate, which the other one trusts. */
    private void almacen(String nombre) throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                nombre,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + nombre,
                "-ext",
                "san=dns:localhost",
                "-keystore",
                fichero(nombre),
                "-storetype",
                "PKCS12",
                "-storepass",
                "secreto");
    }

    private static void keytool(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
    }

    private String fichero(String nombre) {
        return carpeta.resolve(nombre + ".p12").toString();
    }

    private SslBundle bundle(String suyo, String otro) {
        return SslBundle.of(new JksSslStoreBundle(detalles(suyo), detalles(otro)));
    }

    private JksSslStoreDetails detalles(String nombre) {
        return new JksSslStoreDetails("PKCS12", null, "file:" + fichero(nombre), "secreto");
    }
}
