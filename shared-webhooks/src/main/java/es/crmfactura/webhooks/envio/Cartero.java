package es.crmfactura.webhooks.envio;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends one message and reads the beginning of the answer.
 *
 * <p>The name is resolved once, each address is checked, and the socket is connected to the address that was checked; TLS then
 * asks for a certificate of the name. So no second answer of a DNS server, minutes or microseconds later, leads anywhere
 * else. {@link java.net.http.HttpClient} does not promise that: it resolves the name itself, after any check that could be
 * made. No redirect is followed and no proxy is asked.
 */
public final class Cartero implements AutoCloseable {

    private final Redes redes;
    private final SSLSocketFactory tls;
    private final Duration connectTimeout;
    private final Duration timeout;
    private final Clock clock;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "webhooks-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param tls knows whose certificates are trusted
     * @param timeout for all of it, from the first to the last byte
     */
    public Cartero(Redes redes, SSLSocketFactory tls, Duration connectTimeout, Duration timeout, Clock clock) {
        this.redes = redes;
        this.tls = tls;
        this.connectTimeout = connectTimeout;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Never throws: whatever goes wrong is an answer that did not come. */
    public Respuesta enviar(Mensaje mensaje) {
        Instant begun = clock.instant();
        long deadline = System.nanoTime() + timeout.toNanos();
        try (Socket socket = connect(mensaje.url())) {
            return exchange(socket, mensaje, begun, deadline);
        } catch (IOException | RuntimeException e) {
            boolean late = System.nanoTime() >= deadline || e instanceof SocketTimeoutException;
            return Respuesta.sinRespuesta(begun, clock, late ? "no ha respondido a tiempo" : motivo(e));
        }
    }

    private Socket connect(URI url) throws IOException {
        int standard = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
        int port = url.getPort() < 0 ? standard : url.getPort();
        IOException failure = new RedNoAdmitida();
        for (InetAddress address : redes.admitidas(InetAddress.getAllByName(url.getHost()))) {
            try {
                return connect(new InetSocketAddress(address, port));
            } catch (SocketException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private Socket connect(InetSocketAddress address) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(address, Math.toIntExact(connectTimeout.toMillis()));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Closing the socket at the deadline ends a handshake, a write or a read that hangs. */
    private Respuesta exchange(Socket connected, Mensaje mensaje, Instant begun, long deadline) throws IOException {
        Future<?> end = deadlines.schedule(() -> close(connected), deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        try (Socket socket = secured(connected, mensaje.url())) {
            socket.getOutputStream().write(mensaje.peticion(clock.instant()));
            socket.getOutputStream().flush();
            var answer = new LectorDeRespuesta(socket.getInputStream());
            answer.leer();
            return new Respuesta(
                    begun,
                    Duration.between(begun, clock.instant()),
                    answer.status(),
                    null,
                    answer.texto(),
                    answer.retryAfter());
        } finally {
            end.cancel(false);
        }
    }

    private Socket secured(Socket socket, URI url) throws IOException {
        if (!"https".equalsIgnoreCase(url.getScheme())) {
            return socket;
        }
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        var secured = (SSLSocket) tls.createSocket(socket, host, socket.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is being given up anyway
        }
    }

    private static String motivo(Exception e) {
        if (e instanceof RedNoAdmitida) {
            return "no se envía a direcciones que no son públicas";
        }
        if (e instanceof UnknownHostException) {
            return "el nombre del servidor no existe";
        }
        String detail = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        return (e instanceof SSLException ? "no hay una conexión segura: " : "no hay conexión: ") + detail;
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
    }

    /** The name leads to where nothing may be sent. */
    private static final class RedNoAdmitida extends IOException {}
}
