package es.crmfactura.factura.emision;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Just enough of HTTP/1.1 to send JSON to a service of ours: what the client costs is not the service's to pay. */
final class HttpConnection {

    private final int port;
    private Socket socket;
    private InputStream in;

    HttpConnection(int port) throws IOException {
        this.port = port;
        socket = open();
        in = new BufferedInputStream(socket.getInputStream());
    }

    private Socket open() throws IOException {
        var opened = new Socket(InetAddress.getLoopbackAddress(), port);
        opened.setTcpNoDelay(true);
        return opened;
    }

    /** @return the status; the body is read and forgotten */
    int post(String path, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, body.length);
        byte[] request = new byte[head.length() + body.length];
        System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, request, 0, head.length());
        System.arraycopy(body, 0, request, head.length(), body.length);
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line().split(" ")[1]);
        if (skipBody()) {
            socket.close();
            socket = open();
            in = new BufferedInputStream(socket.getInputStream());
        }
        return status;
    }

    /** @return whether the server is going to close the connection, as it does now and then */
    private boolean skipBody() throws IOException {
        long length = -1;
        boolean last = false;
        for (String header = line().toLowerCase(Locale.ROOT);
                !header.isEmpty();
                header = line().toLowerCase(Locale.ROOT)) {
            if (header.startsWith("content-length:")) {
                length = Long.parseLong(header.substring(15).strip());
            }
            last |= header.equals("connection: close");
        }
        if (length >= 0) {
            in.skipNBytes(length);
        } else {
            for (int chunk = chunk(); chunk > 0; chunk = chunk()) {
                in.skipNBytes(chunk + 2);
            }
            line();
        }
        return last;
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
