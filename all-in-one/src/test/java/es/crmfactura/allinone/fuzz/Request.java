package es.crmfactura.allinone.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * As it goes over the wire.
 *
 * @param kind what is odd about it
 * @param target what stands between the method and the protocol
 * @param headers whole lines
 */
record Request(Operation operation, String kind, String method, String target, List<String> headers, byte[] body) {

    /** What is no operation, but is there. */
    static Request get(String service, String path) {
        var operation = new Operation(service, "GET", path, List.of(), Map.of(), Map.of("200", Set.of()));
        return new Draft(operation).request("plain");
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        bytes.writeBytes(head.toString().getBytes(UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** For bash. */
    String curl(int port) {
        var command = new StringBuilder("curl -isg --path-as-is -X ")
                .append(quoted(method))
                .append(" --request-target ")
                .append(quoted(target))
                .append(" http://127.0.0.1:")
                .append(port);
        headers.forEach(header -> command.append(" -H ").append(quoted(header)));
        if (body.length > 0) {
            command.append(" --data-binary @<(printf '").append(escaped(body)).append("')");
        }
        return command.toString();
    }

    private static String quoted(String text) {
        return "$'" + escaped(text.getBytes(UTF_8)).replace("%%", "%") + "'";
    }

    private static String escaped(byte[] bytes) {
        var text = new StringBuilder();
        for (byte b : bytes) {
            if (b < ' ' || b == '\'' || b == '\\' || b == 127) {
                text.append("\\x%02x".formatted(b & 0xff));
            } else {
                text.append(b == '%' ? "%%" : String.valueOf((char) b));
            }
        }
        return text.toString();
    }
}
