package es.crmfactura.factura.documentos.correo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A mail server in a bad mood: it answers what it is told to, and may hang up instead of saying that it has taken a message. */
final class ServidorSmtp implements AutoCloseable {

    private final ServerSocket socket;
    /** The Message-ID of each message, as often as it came. */
    final List<String> recibidos = new CopyOnWriteArrayList<>();

    final AtomicInteger cortesTrasRecibir = new AtomicInteger();
    volatile @Nullable String respuestaARcpt;

    ServidorSmtp() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::aceptar);
    }

    int port() {
        return socket.getLocalPort();
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "smtp");
        thread.setDaemon(true);
        thread.start();
    }

    private void aceptar() {
        while (!socket.isClosed()) {
            try {
                Socket cliente = socket.accept();
                start(() -> atender(cliente));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void atender(Socket cliente) {
        try (cliente;
                var entrada =
                        new BufferedReader(new InputStreamReader(cliente.getInputStream(), StandardCharsets.UTF_8))) {
            decir(cliente, "220 aqui");
            for (String linea = entrada.readLine(); linea != null; linea = entrada.readLine()) {
                if (linea.startsWith("DATA")) {
                    decir(cliente, "354 siga");
                    recibidos.add(leerMensaje(entrada));
                    if (cortesTrasRecibir.getAndDecrement() > 0) {
                        return;
                    }
                    decir(cliente, "250 recibido");
                } else if (linea.startsWith("RCPT") && respuestaARcpt != null) {
                    decir(cliente, respuestaARcpt);
                } else {
                    decir(cliente, linea.startsWith("QUIT") ? "221 adios" : "250 bien");
                }
            }
        } catch (IOException e) {
            // it has gone
        }
    }

    /** @return its Message-ID */
    private static String leerMensaje(BufferedReader entrada) throws IOException {
        String id = "";
        for (String linea = entrada.readLine(); linea != null && !linea.equals("."); linea = entrada.readLine()) {
            if (linea.startsWith("Message-ID: ")) {
                id = linea.substring("Message-ID: ".length());
            }
        }
        return id;
    }

    private static void decir(Socket cliente, String linea) throws IOException {
        cliente.getOutputStream().write((linea + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
