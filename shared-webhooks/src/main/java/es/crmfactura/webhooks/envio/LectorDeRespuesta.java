package es.crmfactura.webhooks.envio;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The status, the headers and the first kilobyte of the body of an HTTP/1.1 answer (RFC 9112). Not more is ever read. */
final class LectorDeRespuesta {

    private static final int LONGEST_HEAD = 32_768;
    private static final int KEPT = 1_024;

    private final InputStream in;
    private final Map<String, String> headers = new HashMap<>();
    private int headLeft = LONGEST_HEAD;
    private int status;
    private String texto = "";

    LectorDeRespuesta(InputStream in) {
        this.in = new java.io.BufferedInputStream(in);
    }

    int status() {
        return status;
    }

    /** As UTF-8; what is no text in it, and what a database does not take, is replaced. */
    String texto() {
        return texto;
    }

    @Nullable
    String retryAfter() {
        return headers.get("retry-after");
    }

    void leer() throws IOException {
        do {
            readHead();
        } while (status / 100 == 1);
        texto = new String(body(), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    private void readHead() throws IOException {
        String first = line();
        if (!first.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw new IOException("lo que ha respondido no es HTTP/1.1");
        }
        status = Integer.parseInt(first.substring(9, 12));
        headers.clear();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || --headLeft < 0) {
                throw new EOFException("la respuesta está incompleta");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    /** An answer whose status has arrived counts, also if its body breaks off. */
    private byte[] body() {
        var body = new ByteArrayOutputStream(KEPT);
        try {
            if (headers.getOrDefault("transfer-encoding", "")
                    .toLowerCase(Locale.ROOT)
                    .endsWith("chunked")) {
                readChunks(body);
            } else if (status != 204 && status != 304) {
                read(body, Long.parseLong(headers.getOrDefault("content-length", String.valueOf(KEPT))));
            }
        } catch (IOException | IllegalArgumentException e) {
            // what there is of it is kept
        }
        return body.toByteArray();
    }

    private void readChunks(ByteArrayOutputStream body) throws IOException {
        while (body.size() < KEPT) {
            long size = Long.parseLong(line().replaceFirst(";.*", "").strip(), 16);
            if (size == 0) {
                return;
            }
            read(body, size);
            line();
        }
    }

    private void read(ByteArrayOutputStream body, long length) throws IOException {
        body.write(in.readNBytes((int) Math.min(length, KEPT - body.size())));
    }
}
