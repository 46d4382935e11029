package es.crmfactura.factura.remision;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/** The agency's service, over HTTP with the client's certificate. */
final class Agencia {

    private final HttpClient http;
    private final URI url;
    private final Duration plazo;

    private Agencia(HttpClient http, URI url, Duration plazo) {
        this.http = http;
        this.url = url;
        this.plazo = plazo;
    }

    /** As it is set; there has to be an address. */
    static Agencia de(RemisionProperties settings, SslBundles bundles) {
        var builder = HttpClient.newBuilder()
                .connectTimeout(settings.conexion())
                // who is not let in is led to a page for people
                .followRedirects(HttpClient.Redirect.NEVER);
        if (StringUtils.hasText(settings.certificado())) {
            builder.sslContext(bundles.getBundle(settings.certificado()).createSslContext());
        }
        return new Agencia(builder.build(), Objects.requireNonNull(settings.url()), settings.respuesta());
    }

    /**
     * @throws RemisionFallidaException if there is no answer in time, or none that says what became of the records
     * @throws InterruptedException if we stop meanwhile; then the agency may have taken them
     */
    Respuesta enviar(byte[] mensaje) throws RemisionFallidaException, InterruptedException {
        HttpResponse<byte[]> respuesta = responder(HttpRequest.newBuilder(url)
                .header("Content-Type", "text/xml; charset=UTF-8")
                .header("SOAPAction", "\"\"")
                .POST(HttpRequest.BodyPublishers.ofByteArray(mensaje))
                .build());
        int estado = respuesta.statusCode();
        // SOAP 1.1 tells its faults with 500
        if (estado == 200 || estado == 500) {
            return RespuestaEnXml.leer(respuesta.body());
        }
        String motivo = "El servicio ha respondido con el código HTTP %d.".formatted(estado);
        throw estado < 500
                ? RemisionFallidaException.sinEfecto(motivo, null)
                : RemisionFallidaException.incierta(motivo, null);
    }

    /** The time limit is for all of the answer, to its last byte. */
    private HttpResponse<byte[]> responder(HttpRequest request) throws RemisionFallidaException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> respuesta =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return respuesta.get(plazo.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw RemisionFallidaException.incierta(
                    "El servicio no ha respondido en %d segundos.".formatted(plazo.toSeconds()), e);
        } catch (ExecutionException e) {
            throw fallida(e.getCause());
        } finally {
            respuesta.cancel(true);
        }
    }

    private static RemisionFallidaException fallida(@Nullable Throwable cause) {
        if (cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException) {
            return RemisionFallidaException.sinEfecto("No se puede conectar con el servicio: " + nombre(cause), cause);
        }
        return RemisionFallidaException.incierta("Se ha cortado la conexión con el servicio: " + nombre(cause), cause);
    }

    private static String nombre(@Nullable Throwable cause) {
        return cause instanceof IOException && cause.getMessage() != null ? cause.getMessage() : String.valueOf(cause);
    }
}
