package es.crmfactura.allinone.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends bytes as they are, which HTTP clients refuse to do where they are no proper request. */
final class Wire implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int port;
    private @Nullable Socket socket;

    Wire(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    /** @throws IOException if there is no answer, in time or at all */
    Answer send(Request request) throws IOException {
        boolean fresh = socket == null;
        try {
            return exchange(request);
        } catch (java.net.SocketTimeoutException e) {
            close();
            throw e;
        } catch (IOException e) {
            // the server may have closed a connection that it had kept
            close();
            if (fresh) {
                throw e;
            }
            return exchange(request);
        }
    }

    private Answer exchange(Request request) throws IOException {
        Socket connection = connection();
        long start = System.nanoTime();
        connection.getOutputStream().write(request.bytes());
        var in = new BufferedInputStream(connection.getInputStream());
        int status = status(in);
        Map<String, String> headers = headers(in);
        while (status / 100 == 1) {
            status = status(in);
            headers = headers(in);
        }
        // the lines of a stream come for as long as there is something to tell
        boolean endless = headers.getOrDefault("content-type", "").startsWith("text/event-stream");
        boolean empty = endless || request.method().equals("HEAD") || status == 204 || status == 304;
        byte[] body = empty ? new byte[0] : body(in, headers);
        if (endless || headers.getOrDefault("connection", "").equals("close")) {
            close();
        }
        return new Answer(status, headers, new String(body, UTF_8), Duration.ofNanos(System.nanoTime() - start));
    }

    private Socket connection() throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) PATIENCE.toMillis());
        }
        return socket;
    }

    private static int status(InputStream in) throws IOException {
        String line = line(in);
        if (!line.matches("HTTP/1\\.1 \\d{3}.*")) {
            throw new IOException("no status line: " + line);
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] header = line.split(":\\s*", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header.length > 1 ? header[1] : "");
        }
        return headers;
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return chunks(in);
        }
        return headers.containsKey("content-length")
                ? exactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")))
                : in.readAllBytes();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            body.write(exactly(in, size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).strip(), 16);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ends in the middle");
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection is closed without an answer");
            }
            line.write(b);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
